import { detail } from '../answers';
import type { Route } from '../context';
import { fileAnswer } from '../files';

/** `GET /images/{id}/`: a picture cut from a document (the path as in `content_images`; the answer is unknown). */
export const readImage: Route = {
	method: 'GET',
	path: /^\/images\/([^/]+)\/$/,

	answer(call) {
		const pictures = [...call.extracts.byId.values()].flatMap((extract) => extract.pictures);
		const picture = pictures.find(({ id }) => id === call.ids[0]);
		if (picture === undefined) return detail(404, 'No Image matches the given query.');
		return fileAnswer(
			{ name: picture.name ?? picture.id, type: picture.type, content: picture.path },
			call,
		);
	},
};
