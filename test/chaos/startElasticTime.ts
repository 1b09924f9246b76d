import { startElasticTime } from './elasticTime';

/** Imported before anything else. The campaign of the triggers has a time of its own. */
if (!process.argv.includes('--triggers')) startElasticTime();
