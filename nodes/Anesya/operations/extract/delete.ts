import { deleteExtract } from '../../api/deleteExtract';
import { createOnce } from '../../concurrency/once';
import { extractIdField, readExtractId } from '../../fields/extractId';
import { eachItem } from '../eachItem';
import type { Operation } from '../operation';

export const deleteOne: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete an extract',
	description: 'Delete an extract for good',
	fields: [extractIdField],
	remains: { text: 'Deleted already', ofFailed: false },

	begin: eachItem(({ context, api, stop }) => {
		const once = createOnce<void>();

		return (itemIndex) => {
			const id = readExtractId(context, itemIndex);
			const work = async () => {
				await once(id, async () => await deleteExtract(api, id, stop));
				return [{ json: { deleted: true, id }, binary: undefined }];
			};
			return { about: { id }, work };
		};
	}),
};
