import { defineResource } from '../resource';
import { deleteExtractOperation } from './delete';
import { downloadOperation } from './download';
import { getExtractOperation } from './get';
import { getManyExtractsOperation } from './getMany';
import { uploadOperation } from './upload';
import { uploadAndWaitOperation } from './uploadAndWait';
import { uploadWithoutWorkflowOperation } from './uploadWithoutWorkflow';
import { uploadWithoutWorkflowAndWaitOperation } from './uploadWithoutWorkflowAndWait';
import { waitOperation } from './wait';

export const extractResource = defineResource('extract', 'Extract', [
	uploadAndWaitOperation,
	uploadOperation,
	waitOperation,
	getExtractOperation,
	getManyExtractsOperation,
	downloadOperation,
	uploadWithoutWorkflowAndWaitOperation,
	uploadWithoutWorkflowOperation,
	deleteExtractOperation,
]);
