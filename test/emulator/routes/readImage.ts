import type { Route } from '../context';
import { detail } from '../responses';
import { fileResponse } from './fileResponse';

/** `GET /images/{id}/`: an image cut from a document (the path as in `content_images`; the response is unknown). */
export const readImage: Route = {
	method: 'GET',
	path: /^\/images\/([^/]+)\/$/,

	handle(call) {
		const images = [...call.extracts.byId.values()].flatMap((extract) => extract.images);
		const image = images.find(({ id }) => id === call.ids[0]);
		if (image === undefined) return detail(404, 'No Image matches the given query.');
		return fileResponse(
			{ name: image.name ?? image.id, type: image.type, content: image.path },
			call,
		);
	},
};
