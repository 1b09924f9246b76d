/** The token of all emulators of the run: long, and with characters that encodings change. */
export const CANARY = 'canary.Zx7-Qw9_Lk3+Pv5/Tb1=Ny8&Rf2"Gd4';

/** Base64 of the token behind some bytes, without what depends on the bytes around it. */
function withinBase64(bytesBefore: number): string {
	const start = (3 - bytesBefore) % 3;
	const whole = Math.floor((CANARY.length - start) / 3) * 3;
	return btoa(CANARY.slice(start, start + whole));
}

const inJson = JSON.stringify(CANARY).slice(1, -1);

/** The token as it may be written, and how it is recognised. */
const FORMS: Record<string, { written: string; part: string }> = {
	plain: alike(CANARY),
	'percent-encoded': alike(encodeURIComponent(CANARY)),
	'as JSON': alike(inJson),
	'as JSON with escaped slashes': alike(inJson.replaceAll('/', '\\/')),
	'in base64': { written: btoa(CANARY), part: withinBase64(0) },
	'in base64 behind one byte': { written: btoa(`:${CANARY}`), part: withinBase64(1) },
	'in base64 behind two bytes': { written: btoa(`::${CANARY}`), part: withinBase64(2) },
};

function alike(written: string) {
	return { written, part: written };
}

/** Ways to write the token, for servers that send it back. */
export const WRITTEN = Object.values(FORMS).map(({ written }) => written);

/** @returns how the token is written in a text, if it is there */
export function tokenIn(text: string): string[] {
	return Object.entries(FORMS).flatMap(([form, { part }]) => (text.includes(part) ? [form] : []));
}

/** What the servers of the running suite have received, each by a name. */
const sources: Array<[server: string, received: () => string]> = [];

/** Remembers a server. @param received gives all that it has received, without the header that is to have the token */
export function watch(server: string, received: () => string): void {
	sources.push([server, received]);
}

/** The servers of the suite, with what they have received. They are forgotten. */
export function takeWatched(): Array<[server: string, received: string]> {
	return sources.splice(0).map(([server, received]) => [server, received()]);
}
