import type { Page } from 'playwright-core';

/** Runs in the page: finds labels and placeholders of the open panel, and descriptions in an open list, that do not fit in their space. */
const SCRIPT = `
	(() => {
		const panel = document.querySelector('[data-test-id="ndv"]');
		const context = document.createElement('canvas').getContext('2d');
		const space = (element) => {
			const { paddingLeft, paddingRight } = getComputedStyle(element);
			return element.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
		};
		const width = (element, text) => {
			context.font = getComputedStyle(element).font;
			return context.measureText(text).width;
		};
		const placeholders = [...panel.querySelectorAll('input[placeholder], textarea[placeholder]')]
			.filter((field) => field.value === '' && field.clientWidth > 0 && width(field, field.placeholder) > space(field) + 1)
			.map((field) => field.placeholder);
		const labels = [...panel.querySelectorAll('[data-test-id="node-parameters"] label, [data-test-id="node-parameters"] label *')]
			.filter((label) => label.childElementCount === 0 && label.clientWidth > 0 && label.scrollWidth > label.clientWidth + 1)
			.map((label) => label.textContent);
		const descriptions = [...document.querySelectorAll('.option-description')]
			.filter((text) => text.clientHeight > 0 && text.scrollHeight > text.clientHeight + 2)
			.map((text) => text.textContent);
		return [...placeholders, ...labels, ...descriptions];
	})()
`;

/** Texts in the open panel and its open list that are cut off. */
export async function truncatedTexts(page: Page): Promise<string[]> {
	return await page.evaluate<string[]>(SCRIPT);
}
