import type { Route } from '../context';
import { createSchema } from './createSchema';
import { deleteExtract } from './deleteExtract';
import { listExtracts } from './listExtracts';
import { listSchemas } from './listSchemas';
import { readDocument } from './readDocument';
import { readExtract } from './readExtract';
import { readImage } from './readImage';
import { readSchema } from './readSchema';
import { uploadDocument } from './uploadDocument';
import { uploadToWorkflow } from './uploadToWorkflow';

/** The calls that the emulator supports. */
export const routes: Route[] = [
	uploadToWorkflow,
	readExtract,
	listExtracts,
	uploadDocument,
	deleteExtract,
	listSchemas,
	readSchema,
	createSchema,
	readDocument,
	readImage,
];
