import { fromServers } from './fromServers';
import { fromUsers } from './fromUsers';

/** Every parser and guard. */
export const targets = [...fromServers, ...fromUsers];
