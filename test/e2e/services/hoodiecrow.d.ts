declare module 'hoodiecrow-imap' {
	import type { Server } from 'node:net';

	interface Mailbox {
		messages: Array<{ raw: string; flags: string[] }>;
	}

	type CommandHandler = (...call: unknown[]) => void;

	interface ImapServer {
		server: Server;
		listen(port: number, host: string, listening: () => void): void;
		close(closed: () => void): void;
		appendMessage(mailbox: string, flags: string[], date: Date, raw: string): void;
		getMailbox(name: string): Mailbox;
		getCommandHandler(command: string): CommandHandler;
		setCommandHandler(command: string, handler: CommandHandler): void;
	}

	function createServer(options: {
		plugins: string[];
		storage: Record<string, Partial<Mailbox>>;
	}): ImapServer;
	export = createServer;
}
