// Loaded first in a process in which time must pass faster, including n8n's: a wait of 2 s takes 2 s
// divided by BENCH_SPEED. Dates and network times stay real.
const speed = Number(process.env.BENCH_SPEED);
const { setTimeout } = globalThis;
const now = performance.now.bind(performance);

globalThis.setTimeout = Object.assign(
	(callback, delay = 1, ...given) => setTimeout(callback, delay / speed, ...given),
	setTimeout,
);
performance.now = () => now() * speed;
