import { deleteExtract } from '../../api/deleteExtract';
import { createSingleFlight } from '../../concurrency/singleFlight';
import { extractIdField, readExtractId } from '../../fields/extractId';
import { eachItem } from '../eachItem';
import type { Operation } from '../operation';

export const deleteExtractOperation: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete an extract',
	description: 'Permanently delete an extract',
	fields: [extractIdField],
	remains: { text: 'Deleted already', ofFailed: false },

	begin: eachItem(({ context, api, signal }) => {
		const once = createSingleFlight<void>();

		return (itemIndex) => {
			const id = readExtractId(context, itemIndex);
			const work = async () => {
				await once(id, async () => await deleteExtract(api, id, signal));
				return [{ json: { deleted: true, id }, binary: undefined }];
			};
			return { about: { id }, work };
		};
	}),
};
