import { defineResource } from '../resource';
import { deleteOne } from './delete';
import { download } from './download';
import { get } from './get';
import { getMany } from './getMany';
import { upload } from './upload';
import { uploadAndWait } from './uploadAndWait';
import { uploadWithoutWorkflow } from './uploadWithoutWorkflow';
import { uploadWithoutWorkflowAndWait } from './uploadWithoutWorkflowAndWait';
import { wait } from './wait';

export const extractResource = defineResource('extract', 'Extract', uploadAndWait, [
	deleteOne,
	download,
	get,
	getMany,
	upload,
	uploadWithoutWorkflow,
	uploadWithoutWorkflowAndWait,
	wait,
]);
