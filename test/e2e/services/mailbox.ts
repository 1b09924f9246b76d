import type { Socket } from 'node:net';
import createServer from 'hoodiecrow-imap';
import MailComposer from 'nodemailer/lib/mail-composer';

import type { SampleDocument } from '../../documents';
import { freePort } from '../server/freePort';
import { undoLater } from '../server/leftovers';

/** A mailbox that n8n can watch. */
export interface Mailbox {
	/** For n8n's credential of the type imap. */
	credential: Record<string, unknown>;
	/** Resolves once somebody watches the inbox; what came in before does not count as new. */
	watched: Promise<void>;
	/** Lets a mail come in. */
	receive(mail: Mail): Promise<void>;
	/** How many mails are marked as read. */
	read(): number;
}

export interface Mail {
	subject: string;
	attachments: Array<
		Pick<SampleDocument, 'name' | 'mimeType'> & ({ path: string } | { content: Buffer })
	>;
}

/** Starts an IMAP server with an empty inbox, for this run alone. */
export async function openMailbox(): Promise<Mailbox> {
	const server = createServer({
		plugins: ['IDLE', 'UNSELECT', 'AUTH-PLAIN'],
		storage: { INBOX: {} },
	});
	const select = server.getCommandHandler('SELECT');
	const watched = new Promise<void>((resolve) => {
		server.setCommandHandler('SELECT', (...call) => {
			select(...call);
			resolve();
		});
	});
	const sockets = new Set<Socket>();
	server.server.on('connection', (socket) => sockets.add(socket));
	const port = await freePort();
	await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
	undoLater(async () => {
		for (const socket of sockets) socket.destroy();
		await new Promise<void>((closed) => server.close(closed));
	});
	return {
		credential: { user: 'testuser', password: 'testpass', host: '127.0.0.1', port, secure: false },
		watched,
		receive: async (mail) => server.appendMessage('INBOX', [], new Date(), await written(mail)),
		read: () =>
			server.getMailbox('INBOX').messages.filter(({ flags }) => flags.includes('\\Seen')).length,
	};
}

/** A mail as it travels. */
async function written({ subject, attachments }: Mail): Promise<string> {
	const files = attachments.map(({ name, mimeType, ...file }) => ({
		filename: name,
		contentType: mimeType,
		...file,
	}));
	const text = 'See the attachments.';
	const mail = new MailComposer({
		from: 'supplier@example.com',
		to: 'invoices@example.com',
		subject,
		text,
		attachments: files,
	});
	return (await mail.compile().build()).toString('latin1');
}
