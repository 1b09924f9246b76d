/** Names that something on the way to Anesya may change, each with the number of its document. */
export const ODD_NAMES: [NameOf, ...NameOf[]] = [
	(number) => `"Facture" ${number} & Fils.png`,
	(number) => `l'été <${number}>.png`,
	(number) => `A &amp; B ${number}.png`,
	(number) => `100% ${number} %22 done.png`,
	(number) => `C:\\Scans\\of today\\${number}.png`,
	(number) => `Straße_x7Yk2aB ${number}.png`,
	(number) => `${number} ${'a very long name '.repeat(18)}.png`,
	// The numbers of these are cut off, so that they are namesakes.
	(number) => `${'The same long name '.repeat(15)}${number}.png`,
	(number) => `請求書 ${number}.png`,
];

type NameOf = (number: string) => string;
