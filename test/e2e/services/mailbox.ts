import type { Socket } from 'node:net';
import createServer from 'hoodiecrow-imap';
import MailComposer from 'nodemailer/lib/mail-composer';

import type { SampleDocument } from '../../documents';
import { freePort } from '../../ports';
import { watch } from '../canary';
import { onCleanup } from '../server/cleanup';

/** A mailbox for n8n's e-mail trigger. */
export interface Mailbox {
	/** The data of n8n's credential of the type imap. */
	credential: Record<string, unknown>;
	/** Resolves once a client has opened the inbox; mails that arrived before do not count as new. */
	opened: Promise<void>;
	/** Delivers a mail. */
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

/** Starts an IMAP server with an empty inbox, for this run only. */
export async function startMailbox(): Promise<Mailbox> {
	const server = createServer({
		plugins: ['IDLE', 'UNSELECT', 'AUTH-PLAIN'],
		storage: { INBOX: {} },
	});
	const select = server.getCommandHandler('SELECT');
	const opened = new Promise<void>((resolve) => {
		server.setCommandHandler('SELECT', (...call) => {
			select(...call);
			resolve();
		});
	});
	const sockets = new Set<Socket>();
	let received = '';
	server.server.on('connection', (socket) => {
		sockets.add(socket);
		socket.on('data', (bytes) => (received += bytes.toString('latin1')));
	});
	watch('the mailbox', () => received);
	const port = await freePort();
	await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
	onCleanup(async () => {
		for (const socket of sockets) socket.destroy();
		await new Promise<void>((closed) => server.close(closed));
	});
	return {
		credential: { user: 'testuser', password: 'testpass', host: '127.0.0.1', port, secure: false },
		opened,
		receive: async (mail) => server.appendMessage('INBOX', [], new Date(), await rawMail(mail)),
		read: () =>
			server.getMailbox('INBOX').messages.filter(({ flags }) => flags.includes('\\Seen')).length,
	};
}

/** A mail in its wire format. */
async function rawMail({ subject, attachments }: Mail): Promise<string> {
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
