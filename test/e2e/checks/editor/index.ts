import { credential } from './credential';
import { finding } from './finding';
import { panels } from './panels';
import { running } from './running';
import { themes } from './themes';

/** What a user sees; screenshots of it are kept. */
export const inEditor = [...finding, ...panels, ...credential, ...running, ...themes];
