import { detail } from '../answers';
import type { Route } from '../context';
import { fileAnswer } from '../files';

/** `GET /images/{id}/`: an image cut from a document (the path as in `content_images`; the answer is unknown). */
export const readImage: Route = {
	method: 'GET',
	path: /^\/images\/([^/]+)\/$/,

	answer(call) {
		const images = [...call.extracts.byId.values()].flatMap((extract) => extract.images);
		const image = images.find(({ id }) => id === call.ids[0]);
		if (image === undefined) return detail(404, 'No Image matches the given query.');
		return fileAnswer(
			{ name: image.name ?? image.id, type: image.type, content: image.path },
			call,
		);
	},
};
