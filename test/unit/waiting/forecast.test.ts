import fc from 'fast-check';

import type { Forecast } from '../../../nodes/Anesya/waiting/forecast';
import { createForecast } from '../../../nodes/Anesya/waiting/forecast';

const durations = fc.array(fc.integer({ min: 1, max: 7_200_000 }), { minLength: 1, maxLength: 30 });

function forecastFrom(seen: readonly number[]): Forecast {
	const forecast = createForecast(seen);
	if (forecast === undefined) throw new Error('Nothing is known');
	return forecast;
}

describe('A forecast of how long a document takes', () => {
	it('needs at least one document to go by', () => {
		expect(createForecast([])).toBeUndefined();
		expect(forecastFrom([25_000]).typical).toBeCloseTo(25_000);
	});

	it('is sharper the more documents have agreed', () => {
		const early = (count: number) => forecastFrom(Array(count).fill(25_000)).usual(18_000);
		expect(early(1)).toBeGreaterThan(early(5));
		expect(early(5)).toBeGreaterThan(early(20));
		expect(early(20)).toBeLessThan(0.01);
	});

	it('knows two kinds of documents in one workflow', () => {
		const seen = [8_000, 60_000, 8_200, 59_000, 7_900, 61_000, 8_100, 60_500];
		const { usual } = forecastFrom(seen);
		expect(usual(20_000)).toBeGreaterThan(0.4);
		expect(usual(20_000)).toBeLessThan(0.6);
		expect(usual(30_000) - usual(15_000)).toBeLessThan(0.25);
	});

	it('moves to a new kind within five documents', () => {
		const old = Array<number>(20).fill(25_000);
		const chanceOfEight = (count: number) =>
			forecastFrom([...old, ...Array<number>(count).fill(8_000)]).usual(12_000);
		expect(chanceOfEight(0)).toBeLessThan(0.05);
		expect(chanceOfEight(5)).toBeGreaterThan(0.25);
	});

	it('is not spoiled by one outlier', () => {
		const seen = [...Array<number>(19).fill(25_000), 3_600_000];
		expect(forecastFrom(seen).typical).toBeCloseTo(25_000);
	});

	it('is a distribution for whatever was seen: it rises from 0 towards 1', () => {
		fc.assert(
			fc.property(durations, fc.nat(7_200_000), fc.nat(7_200_000), (seen, one, other) => {
				const [sooner, later] = [Math.min(one, other), Math.max(one, other)];
				const { usual, unusual, unusualShare, typical } = forecastFrom(seen);
				for (const share of [usual, unusual]) {
					expect(share(0)).toBe(0);
					expect(share(sooner)).toBeLessThanOrEqual(share(later) + 1e-12);
					expect(share(later)).toBeLessThanOrEqual(1 + 1e-12);
				}
				expect(unusualShare).toBeLessThanOrEqual(0.5);
				expect(typical).toBeGreaterThan(0);
			}),
		);
	});
});
