import access from './access.json';
import app from './app.json';
import customer from './customer.json';
import operation from './operation.json';
import shared from './shared.json';

export default { access, app, customer, operation, shared };
