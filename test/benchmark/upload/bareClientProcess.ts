import { answerQuestions } from '../processes/answerQuestions';
import { measure } from '../processes/measure';
import { uploadBare } from './bareClient';
import { upload } from './upload';

answerQuestions({
	async upload(input) {
		const given = upload.parse(input);
		return await measure(async () => await uploadBare(given));
	},
});
