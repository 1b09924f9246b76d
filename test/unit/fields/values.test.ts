import { numberFrom } from '../../../nodes/Anesya/fields/values';

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
