import { entriesIn, entryIn, numberFrom } from '../../../nodes/Anesya/fields/values';

describe('A number that a user set', () => {
	it.each([
		[5, 5],
		['5', 5],
		[' 0.5 ', 0.5],
		[0, 0],
	])('is read from %j', (value, number) => {
		expect(numberFrom(value, 'Timeout', 0)).toBe(number);
	});

	it.each([
		'',
		' ',
		'soon',
		'5 min',
		NaN,
		Infinity,
		'Infinity',
		null,
		undefined,
		true,
		[],
		{},
		-0.01,
		'-1',
	])('is refused with the name of its field: %p', (value) =>
		expect(() => numberFrom(value, 'Timeout', 0)).toThrow(
			"The field 'Timeout' must be a number of at least 0",
		),
	);

	it('may be the least, but not less', () => {
		expect(numberFrom(1, 'Interval', 1)).toBe(1);
		expect(() => numberFrom(0.999, 'Interval', 1)).toThrow(
			"The field 'Interval' must be a number of at least 1",
		);
	});
});

describe('A collection of entries', () => {
	it.each([
		[{ entry: { key: 'a' } }, [{ key: 'a' }]],
		[{ entry: [{ key: 'a' }] }, [{ key: 'a' }]],
		[{ entry: [{ key: 'a' }, { key: 'b' }] }, [{ key: 'a' }, { key: 'b' }]],
		[{}, []],
		[null, []],
		[{ entry: 'a' }, []],
	])('is read from %j, in whichever way it was written', (collection, entries) => {
		expect(entriesIn(collection, 'entry')).toEqual(entries);
	});

	it('has one entry where only one is possible, and says so if there are more', () => {
		expect(entryIn({ range: [{ first: 1 }] }, 'range', 'Pages')).toEqual({ first: 1 });
		expect(entryIn({}, 'range', 'Pages')).toEqual({});
		expect(() => entryIn({ range: [{}, {}] }, 'range', 'Pages')).toThrow(
			"The field 'Pages' has several entries",
		);
	});
});
