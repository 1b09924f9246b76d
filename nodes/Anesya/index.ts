export { AnesyaApi } from '../../credentials/AnesyaApi.credentials';
export { Anesya } from './Anesya.node';
export { AnesyaPollingTrigger } from './AnesyaPollingTrigger.node';
export { AnesyaTrigger } from './AnesyaTrigger.node';
