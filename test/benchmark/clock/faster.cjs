// Loaded before anything else into a process whose time is to go by faster, n8n's own included: a wait
// of 2 s takes 2 s divided by BENCH_SPEED. Dates stay what they are, and so does the time of the network.
const speed = Number(process.env.BENCH_SPEED);
const { setTimeout } = globalThis;
const now = performance.now.bind(performance);

globalThis.setTimeout = Object.assign(
	(callback, delay = 1, ...given) => setTimeout(callback, delay / speed, ...given),
	setTimeout,
);
performance.now = () => now() * speed;
