import type { Route } from '../context';
import { listExtracts } from './listExtracts';
import { readExtract } from './readExtract';
import { uploadToWorkflow } from './uploadToWorkflow';

/** The calls that this emulator answers. */
export const routes: Route[] = [uploadToWorkflow, listExtracts, readExtract];
