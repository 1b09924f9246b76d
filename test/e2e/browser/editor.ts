import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';

import { OWNER } from '../server/n8nApi';

/** Screenshots are kept here. */
const SCREENSHOTS = resolve(__dirname, '../../../artefacts/e2e/editor');

const WINDOW = { width: 1440, height: 900 };

/** Milliseconds of the animations of panels and lists. */
const ANIMATION = 250;

export type Theme = 'light' | 'dark';

/** n8n's editor in a browser, as a user sees it. */
export class Editor {
	private constructor(readonly page: Page) {}

	/** Opens the editor in its own browser context, and logs in. */
	static async open(browser: Browser, url: string): Promise<Editor> {
		const context = await browser.newContext({ viewport: WINDOW });
		const editor = new Editor(await context.newPage());
		await editor.page.goto(`${url}/signin`);
		await editor.page
			.locator('input[type=email], input[name=emailOrLdapLoginId]')
			.fill(OWNER.email);
		await editor.page.locator('input[type=password]').fill(OWNER.password);
		await editor.find('form-submit-button').click();
		await editor.page.getByText('Overview').first().waitFor();
		return editor;
	}

	/** Finds an element by the test id that n8n gives it. */
	find(testId: string): Locator {
		return this.page.locator(`[data-test-id="${testId}"]`);
	}

	/** Navigates as a click on a link does, because a full page load takes seconds. */
	async openWorkflow(id: string): Promise<void> {
		await this.page.evaluate(
			`document.querySelector('#app').__vue_app__.config.globalProperties.$router.push('/workflow/${id}')`,
		);
		await this.page.waitForURL(new RegExp(`/workflow/${id}`), { waitUntil: 'commit' });
		await this.find('canvas-node').first().waitFor();
	}

	/** A node on the canvas. */
	node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	/** Opens the panel of a node. */
	async openNode(name: string): Promise<Locator> {
		await this.node(name).dblclick();
		const panel = this.find('ndv');
		await panel.waitFor();
		return panel;
	}

	async close(): Promise<void> {
		await this.find('ndv-close-button').click();
		await this.find('ndv').waitFor({ state: 'hidden' });
	}

	/** A field of the open panel. */
	field(name: string): Locator {
		return this.find(`parameter-input-${name}`);
	}

	/** Sets the theme of the system; n8n follows it unless the user chose one. */
	async useTheme(theme: Theme): Promise<void> {
		await this.page.emulateMedia({ colorScheme: theme });
	}

	/** Takes a screenshot of the window, or of a part of it. */
	async screenshot(name: string, part: Page | Locator = this.page): Promise<void> {
		await mkdir(SCREENSHOTS, { recursive: true });
		await this.page.waitForTimeout(ANIMATION);
		await part.screenshot({ path: join(SCREENSHOTS, `${name.replaceAll(' ', '-')}.png`) });
	}
}
