import { defineResource } from '../resource';
import { upload } from './upload';
import { uploadAndWait } from './uploadAndWait';
import { wait } from './wait';

export const extractResource = defineResource('extract', 'Extract', uploadAndWait, [upload, wait]);
