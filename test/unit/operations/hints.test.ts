import { createHints } from '../../../nodes/Anesya/operations/run';

describe('The hint beside the items', () => {
	it('is empty when there is nothing to tell', () => {
		expect(createHints().text()).toBe('');
	});

	it('has one sentence of each kind, in the order of their appearance, and names nothing twice', () => {
		const { add, text } = createHints();
		add('No data was extracted from', '"a.pdf"');
		add('Not uploaded:', '"logo.png"');
		add('The list is long.');
		add('No data was extracted from', '"b.pdf"');
		add('No data was extracted from', '"a.pdf"');
		add('The list is long.');
		expect(text()).toBe(
			'No data was extracted from "a.pdf", "b.pdf". Not uploaded: "logo.png". The list is long.',
		);
	});

	it('lists some of many, and counts the rest', () => {
		const { add, text } = createHints();
		for (let number = 0; number < 500; number += 1)
			add('No data was extracted from', `"${number}.pdf"`);
		expect(text()).toMatch(/^No data was extracted from "0\.pdf", .+ "19\.pdf", and 480 more\.$/);
	});

	it('shows the name of a document as text, and not all of a long one', () => {
		const { add, text } = createHints();
		add('Not uploaded:', '<img src=x onerror=alert(1)> & <a href="https://a.example">b</a>');
		expect(text()).toBe(
			'Not uploaded: &lt;img src=x onerror=alert(1)&gt; &amp; &lt;a href="https://a.example"&gt;b&lt;/a&gt;.',
		);
		add('Not uploaded:', 'a'.repeat(100_000));
		expect(text().length).toBeLessThan(500);
	});
});
