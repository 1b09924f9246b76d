import type { Page } from 'playwright-core';

/** Runs in the page: labels and placeholders of the open panel that are wider than the room they have. */
const SCRIPT = `
	(() => {
		const panel = document.querySelector('[data-test-id="ndv"]');
		const pen = document.createElement('canvas').getContext('2d');
		const room = (element) => {
			const { paddingLeft, paddingRight } = getComputedStyle(element);
			return element.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
		};
		const width = (element, text) => {
			pen.font = getComputedStyle(element).font;
			return pen.measureText(text).width;
		};
		const placeholders = [...panel.querySelectorAll('input[placeholder], textarea[placeholder]')]
			.filter((field) => field.value === '' && field.clientWidth > 0 && width(field, field.placeholder) > room(field) + 1)
			.map((field) => field.placeholder);
		const labels = [...panel.querySelectorAll('[data-test-id="node-parameters"] label, [data-test-id="node-parameters"] label *')]
			.filter((label) => label.childElementCount === 0 && label.clientWidth > 0 && label.scrollWidth > label.clientWidth + 1)
			.map((label) => label.textContent);
		return [...placeholders, ...labels];
	})()
`;

/** Texts in the open panel that do not fit where they stand. */
export async function cutOffTexts(page: Page): Promise<string[]> {
	return await page.evaluate<string[]>(SCRIPT);
}
