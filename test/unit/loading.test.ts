/** Loading the data for dates and numbers of a language takes Node longer than all else that happens here. */
it('n8n starts without delay: loading the package formats no date and no number', () => {
	const format = jest.spyOn(Number.prototype, 'toLocaleString');
	const dates = jest.spyOn(Intl, 'DateTimeFormat');
	const numbers = jest.spyOn(Intl, 'NumberFormat');
	jest.isolateModules(() => {
		expect(jest.requireActual('../../nodes/Anesya')).toHaveProperty('Anesya');
	});
	for (const spy of [format, dates, numbers]) expect(spy).not.toHaveBeenCalled();
});
