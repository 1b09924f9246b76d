import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

/** Uploads as most community nodes do: it reads the file into a buffer, and sends that as a Blob in a FormData. */
export class FormDataNode implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'FormData',
		name: 'formData',
		group: ['transform'],
		version: 1,
		description: 'Uploads the file of each item, read into memory',
		defaults: { name: 'FormData' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'anesyaApi', required: true }],
		properties: [{ displayName: 'Address', name: 'address', type: 'string', default: '' }],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const output: INodeExecutionData[] = [];
		for (const index of this.getInputData().keys()) {
			const { fileName, mimeType } = this.helpers.assertBinaryData(index, 'data');
			const buffer = await this.helpers.getBinaryDataBuffer(index, 'data');
			const body = new FormData();
			body.append('extracts[0][document]', new Blob([buffer], { type: mimeType }), fileName);
			const url = String(this.getNodeParameter('address', index));
			const response: unknown = await this.helpers.httpRequestWithAuthentication.call(
				this,
				'anesyaApi',
				{ method: 'POST', url, body },
			);
			output.push({ json: { response: JSON.stringify(response) }, pairedItem: { item: index } });
		}
		return [output];
	}
}
