import type { Condition } from '@/shared/condition/condition';
import type { components, paths } from './schema';

type Schemas = components['schemas'];

/** The operations by their paths, as the client calls them. */
export type Paths = { [Path in keyof paths as Path extends `/api/v1${infer Rest}` ? Rest : never]: paths[Path] };

export type Name = Schemas['Named'];
export type Session = Schemas['State'];
export type Right = Session['rights'][number];
export type Rank = Session['user']['rank'];
export type Scope = Session['user']['scope'];
export type SetupRequest = { [Key in keyof Schemas['SetupBody']]-?: NonNullable<Schemas['SetupBody'][Key]> };
export type User = Schemas['UserView'];
export type NewUser = Schemas['NewUser'];
export type Company = Schemas['Company'];
export type Department = Schemas['DepartmentView'];
export type SignInMethod = Schemas['SignInMethod'];
export type OwnAccount = Schemas['OwnAccount'];
export type Connection = Schemas['ConnectionView'];
export type ConnectionEdit = Schemas['ConnectionBody'];
export type ConnectionTrial = Schemas['Trial'];
export type Admission = Schemas['Admission'];
export type OidcSettings = Schemas['OidcSettings'];
export type LdapSettings = Schemas['LdapSettings'];
export type Role = Schemas['RoleView'];
export type Passkey = Schemas['PasskeyView'];
export type PasskeyQuestion = Schemas['PasskeyQuestion'];
export type PasskeyAnswer = Schemas['Assertion'];
export type PasskeyAttestation = Schemas['Attestation'];
export type NewPasskeyQuestion = Schemas['NewPasskeyQuestion'];
export type OfficeSuite = Schemas['SuiteView'];
type SyncAct =
  | 'CREATE_DEPARTMENT'
  | 'LINK_DEPARTMENT'
  | 'CHANGE_DEPARTMENT'
  | 'CREATE_USER'
  | 'LINK_USER'
  | 'CHANGE_USER'
  | 'DISABLE_USER'
  | 'DEPARTMENT_GONE'
  | 'STAYS_DISABLED'
  | 'NAME_TAKEN';
interface SyncStep {
  act: SyncAct;
  externalId: string;
  name: string;
  from?: string | null;
  to?: string | null;
}
/** The result of the job `suite-preview`, which the contract leaves open as those of all jobs. */
export interface SyncPlan {
  fingerprint: string;
  people: number;
  departments: number;
  manyLeave: boolean;
  counts: Partial<Record<SyncAct, number>>;
  steps: SyncStep[];
}
/** The result of the job `suite-sync`. */
export interface SyncOutcome {
  counts: Partial<Record<SyncAct, number>>;
  failed: { step: SyncStep; code: string }[];
}
export type Policy = Schemas['PolicyView'];
export type PolicyAction = Policy['actions'][number];
export type PolicyEdit = Schemas['PolicyBody'];
export type PolicyPreview = Schemas['PolicyPreview'];
export type PolicyReason = Schemas['PolicyReason'];
export type AccessVerdict = Schemas['Verdict'];
export type FieldVerdict = Schemas['FieldVerdict'];
export type FieldClass = Policy['fields'][number];
export type RoleEdit = Omit<Schemas['NewRole'], 'code'>;
export type Field = Schemas['FieldView'];
export type FieldType = Field['type'];
/** What conditions need to know of a field, a customer's or that of rows which hang on him. */
export type AskedField = Schemas['AskedField'];
export type Related = Schemas['Related'];
export type FieldSection = FieldCatalogue['sections'][number];
export type CustomField = Schemas['CustomFieldView'];
export type CustomFieldEdit = Schemas['CustomFieldBody'];
export type FieldCatalogue = Schemas['Fields'];
export type Kind = Customer['kind'];
export type Option = Schemas['Choice'];
export type Money = Schemas['Money'];
export type Customer = Schemas['CustomerFile'];
export type SavedView = Omit<Schemas['SavedView'], 'filter'> & { filter?: Condition | null };
export type SavedViewEdit = Schemas['ViewBody'];
export type CustomerPage = Schemas['CustomerPage'];
export type Person = Schemas['PersonFile'];
export type Revision = Schemas['RevisionView'];
export type TimelineEntry = Schemas['TimelineEntry'];
export type TimelineKind = TimelineEntry['kind'];
export type Change = Revision['changes'][number];
export type DuplicateHit = Schemas['HitView'];
export type Job = Schemas['JobView'];
export type JobState = Job['state'];
export type Import = Schemas['ImportView'];
export type ImportKindCode = Import['kind'];
export type ImportEdit = Schemas['PlanChange'];
export type ImportRow = Schemas['RowView'];
export type ImportColumn = Schemas['Column'];
export type OptionDecision = Schemas['OptionDecision'];
export type TableOptions = Schemas['TableOptions'];
export type UnknownOption = Schemas['UnknownOption'];
export type ImportCounts = Schemas['Counts'];
export type OnDuplicate = NonNullable<Import['onDuplicate']>;
export type AuditChoices = Schemas['AuditChoices'];
export type AuditEntry = Schemas['Entry'];
type AuditQuery = NonNullable<paths['/api/v1/audit']['get']['parameters']['query']>;
export type AuditGroup = NonNullable<AuditQuery['group']>;
export type AuditOutcome = NonNullable<AuditQuery['outcome']>;
export type AuditAction = NonNullable<AuditQuery['action']>;
export type Order = Schemas['Order'];
export type OrderTotal = Schemas['Total'];
export type AbcRules = Schemas['AbcRules'];
export type AbcRulesEdit = Schemas['RulesBody'];
export type AbcOutcome = Schemas['Outcome'];
export type AbcExplanation = Schemas['Explanation'];
export type ExportRequest = Schemas['ExportRequestView'];
export type RecoverySet = Schemas['SharesView'];
export type Region = Schemas['RegionItem'];
export type AddressSplit = Schemas['Split'];
export type Visit = Schemas['Visit'];
export type RetentionOutlook = Schemas['RetentionOutlook'];
export type Verification = Schemas['Report'];
export type AccessRequest = Schemas['AccessRequestView'];
export type AccessWish = Schemas['AccessWish'];
export type RequestList = paths['/api/v1/access-requests']['get']['parameters']['query']['which'];
export type Export = Schemas['Export'];
export type FactorSecret = Schemas['FactorSecret'];
export type Bulk = Schemas['BulkView'];
export type BulkChange = Schemas['BulkChange'];
export type BulkPreview = Schemas['BulkPreview'];
export type RowOutcome = Schemas['BulkRow']['outcome'];
