import access from './access.json';
import app from './app.json';
import audit from './audit.json';
import bulk from './bulk.json';
import classification from './classification.json';
import customer from './customer.json';
import disclosure from './disclosure.json';
import field from './field.json';
import handover from './handover.json';
import intake from './intake.json';
import operation from './operation.json';
import oversight from './oversight.json';
import shared from './shared.json';
import views from './views.json';

export default { access, app, audit, bulk, classification, customer, disclosure, field, handover, intake, operation, oversight, shared, views };
