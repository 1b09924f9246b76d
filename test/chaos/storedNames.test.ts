import { STORED_NAMES } from './storedNames';

const stored = (kind: string, name: string) => STORED_NAMES[kind]?.(name);

it('Names are stored as services store them', () => {
	expect(stored('with HTML entities', `a & "b".png`)).toBe('a &amp; &quot;b&quot;.png');
	expect(stored('with underscores', 'été n°1.png')).toBe('ete_n1.png');
	expect(stored('with a unique suffix', 'a b.png')).toMatch(/^a b_[a-zA-Z\d]{7}\.png$/);
	expect(stored('cut at 255', `${'x'.repeat(300)}.png`)).toHaveLength(255);
	const django = stored('as Django keeps files', `${'x y'.repeat(50)}.png`);
	expect(django).toMatch(/^[xy_]+_[a-zA-Z\d]{7}\.png$/);
	expect(django).toHaveLength(100);
});
