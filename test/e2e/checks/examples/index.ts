import { agent } from './agent';
import { drive } from './drive';
import { finished } from './finished';
import { folders } from './folders';
import { form } from './form';
import { importing } from './importing';
import { mails } from './mails';
import { uploadNow } from './uploadNow';

/** The workflows in examples/, executed with the services that can be had here. */
export const examples = [...importing, ...folders, ...form, ...uploadNow, ...finished, ...agent, ...drive, ...mails];
