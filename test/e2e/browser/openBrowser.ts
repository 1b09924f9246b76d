import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';

import { program } from '../queue/programs';
import { onCleanup } from '../server/cleanup';

/** No desktop features, and no calls to the vendor of the browser. */
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--disable-dev-shm-usage',
];

/** Starts Debian's Chromium without a window. */
export async function openBrowser(): Promise<Browser> {
	const browser = await chromium.launch({
		executablePath: program('chromium', 'chromium'),
		args: FLAGS,
	});
	onCleanup(async () => await browser.close());
	return browser;
}
