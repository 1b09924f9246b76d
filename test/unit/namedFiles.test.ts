import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');
const NAMED = /(?:join|resolve)\(__dirname, '([^']+\.ts)'\)/g;
