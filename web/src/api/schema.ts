/**
 * The contract as the page uses it, in the shape that openapi-typescript generates, so that the generated file can
 * take this one's place.
 */
export interface components {
  schemas: {
    Name: { id: string; name: string };
    FieldError: { field: string; code: string; message: string };
    FieldConflict: { field: string; yours: unknown; theirs: unknown; base: unknown };
    Problem: {
      type?: string;
      title: string;
      status: number;
      detail?: string;
      code: string;
      errors?: components['schemas']['FieldError'][];
      trace?: string;
      current?: number;
      conflicts?: components['schemas']['FieldConflict'][];
      name?: string;
      grade?: string;
      department?: string;
    };

    RoleOffer: {
      code: string;
      name: string;
      rank: components['schemas']['Rank'];
      scope: components['schemas']['Scope'];
      rights: components['schemas']['Right'][];
    };
    Setup: { needed: boolean; roles: components['schemas']['RoleOffer'][] };
    SetupRequest: {
      administrator: { username: string; displayName: string; password: string };
      company: { name: string; timeZone?: string };
      departments: { key: string; name: string; parent?: string }[];
      roles: {
        code?: string;
        name: string;
        rank: components['schemas']['Rank'];
        scope: components['schemas']['Scope'];
        rights: components['schemas']['Right'][];
      }[];
      demoData: boolean;
    };

    Rank: 'EMPLOYEE' | 'SUPERVISOR' | 'MANAGER' | 'MARKETING_MANAGER' | 'DIRECTOR' | 'EXECUTIVE';
    Scope: 'OWN' | 'DEPARTMENT' | 'SUBTREE' | 'ALL';
    Right:
      | 'CUSTOMER_READ'
      | 'CUSTOMER_EDIT'
      | 'CUSTOMER_REVEAL'
      | 'CUSTOMER_VOID'
      | 'EXPORT'
      | 'PRINT'
      | 'IMPORT'
      | 'CLASSIFY'
      | 'AUDIT_READ'
      | 'ADMINISTER';
    Session: {
      user: {
        id: string;
        username: string;
        displayName: string;
        departmentId?: string;
        departmentName?: string;
        roleName?: string;
        rank: components['schemas']['Rank'];
        scope: components['schemas']['Scope'];
      };
      rights: components['schemas']['Right'][];
      company: { name: string; timeZone: string };
    };
    User: {
      id: string;
      username: string;
      displayName: string;
      departmentId?: string | null;
      roleId: string;
      scope?: components['schemas']['Scope'] | null;
      disabled: boolean;
      version: number;
    };
    UserName: { id: string; displayName: string; department?: string | null };
    NewUser: {
      username: string;
      displayName: string;
      password?: string;
      departmentId?: string | null;
      roleId: string;
      scope?: components['schemas']['Scope'] | null;
    };
    UserEdit: Partial<Omit<components['schemas']['User'], 'id' | 'username' | 'version'>>;
    Department: { id: string; name: string; parentId?: string | null; version: number };
    DepartmentEdit: { name?: string; parentId?: string | null };
    Role: {
      id: string;
      name: string;
      rank: components['schemas']['Rank'];
      scope: components['schemas']['Scope'];
      rights: components['schemas']['Right'][];
      version: number;
    };
    RoleEdit: Partial<Omit<components['schemas']['Role'], 'id' | 'version'>>;
    ApiToken: {
      id: string;
      name: string;
      rights?: components['schemas']['Right'][] | null;
      createdAt: string;
      expiresAt?: string | null;
      lastUsedAt?: string | null;
    };
    NewToken: { name: string; rights?: components['schemas']['Right'][]; expiresAt?: string };
    SignedIn: {
      id: string;
      createdAt: string;
      lastSeenAt: string;
      expiresAt: string;
      address?: string | null;
      agent?: string | null;
    };

    FieldType:
      | 'TEXT'
      | 'LONG_TEXT'
      | 'CHOICE'
      | 'CHOICES'
      | 'YES_NO'
      | 'WHOLE_NUMBER'
      | 'DECIMAL'
      | 'MONEY'
      | 'DATE'
      | 'INSTANT'
      | 'PHONE'
      | 'EMAIL'
      | 'LINK'
      | 'REGION'
      | 'USER'
      | 'DEPARTMENT';
    Kind: 'ORGANISATION' | 'PERSON';
    Option: { code: string; label: string };
    Field: {
      key: string;
      label: string;
      type: components['schemas']['FieldType'];
      section: string;
      kinds: components['schemas']['Kind'][];
      options?: components['schemas']['Option'][];
      required: boolean;
      writable: boolean;
      sensitive: boolean;
      sortable: boolean;
      operators: string[];
      listed: boolean;
      maxLength?: number;
      minimum?: number | null;
    };
    FieldCatalogue: { sections: { key: string; label: string }[]; fields: components['schemas']['Field'][] };

    Money: { amount: string; currency: string };
    /** A file: the fields below on every one, the rest by the field catalogue. */
    Customer: {
      id: string;
      kind: components['schemas']['Kind'];
      fileNumber: string;
      filedOn: string;
      name: string;
      grade?: string | null;
      lifecycle?: string | null;
      phone?: string | null;
      mobile?: string | null;
      owner?: components['schemas']['Name'] | null;
      department?: components['schemas']['Name'] | null;
      version: number;
      createdAt: string;
      updatedAt: string;
      voidedAt?: string | null;
      voidReason?: string | null;
      [field: string]: unknown;
    };
    CustomerPage: {
      items: components['schemas']['Customer'][];
      next?: string | null;
      count?: number;
      countIsExact?: boolean;
    };
    /** A person at one customer; one who is known there but not readable has only a name and the position. */
    Person: {
      id: string;
      name: string;
      version?: number;
      position?: {
        role: string;
        title?: string | null;
        department?: string | null;
        main: boolean;
        since?: string | null;
        until?: string | null;
      };
      [field: string]: unknown;
    };
    Visit: {
      id: string;
      visitedOn: string;
      place?: string | null;
      peopleMet: string[];
      summary: string;
      recordedBy?: string | null;
    };
    VisitEdit: { visitedOn: string; place?: string; peopleMet: string[]; summary: string };
    Export: {
      q?: string;
      filter?: unknown;
      sort?: string;
      voided?: boolean;
      columns?: string[];
      format: 'XLSX' | 'CSV';
      charset?: 'UTF-8' | 'GB18030';
    };
    Verification: {
      auditEntries: number;
      seals: number;
      waiting: number;
      sealedUntil?: string | null;
      keys: number;
      erasedKeys: number;
      broken: string[];
    };
    Change: { field: string; before: unknown; after: unknown };
    Revision: {
      number: number;
      by: { id?: string | null; name: string };
      learnedAt: string;
      enteredAt: string;
      source: string;
      channel: string;
      confidence: number;
      reason?: string | null;
      changes: components['schemas']['Change'][];
    };
    RevisionPage: { items: components['schemas']['Revision'][]; next?: number | null };
    DuplicateHit: {
      level: 'READABLE' | 'ANNOUNCED';
      id?: string;
      fileNumber?: string;
      name?: string;
      department?: string;
      why: 'EXTERNAL_NUMBER' | 'CREDIT_CODE' | 'NAME' | 'PHONE';
    };

    JobState: 'QUEUED' | 'RUNNING' | 'PAUSED' | 'DONE' | 'FAILED' | 'CANCELLED';
    Job: {
      id: string;
      kind: string;
      title: string;
      state: components['schemas']['JobState'];
      wanted?: components['schemas']['JobState'] | null;
      done: number;
      total?: number | null;
      /** Why it failed. */
      message?: string | null;
      result?: unknown;
      createdAt: string;
      startedAt?: string | null;
      endedAt?: string | null;
      version: number;
    };

    OrderStatus: 'DRAFT' | 'IN_PROGRESS' | 'DONE' | 'CANCELLED' | 'RETURNED';
    OrderLine: {
      lineNumber: number;
      productCode: string;
      productName: string;
      quantity: string | number;
      unitPrice: string | number;
      amount: string | number;
    };
    Order: {
      id: string;
      orderNumber: string;
      orderedOn: string;
      total: components['schemas']['Money'];
      status: components['schemas']['OrderStatus'];
      place?: string | null;
      owner?: string | null;
      breach?: string | null;
      remark?: string | null;
      source: string;
      lines: components['schemas']['OrderLine'][];
    };
    OrderTotal: { amount: components['schemas']['Money']; orders: number; firstOn: string; lastOn: string };

    AbcRules: {
      regionWeight: number;
      strengthWeight: number;
      likelihoodWeight: number;
      regions: Record<string, number>;
      otherRegions: number;
      version: number;
    };
    AbcRulesEdit: Omit<components['schemas']['AbcRules'], 'version'>;
    AbcOutcome: {
      applied: boolean;
      customers: number;
      classes: Record<string, number>;
      moves: Record<string, number>;
      changed: number;
      manual: number;
    };
    AbcExplanation: {
      grade: string;
      region: number;
      strength: number;
      likelihood: number;
      total: number;
      rank: number;
      of: number;
      rules: components['schemas']['AbcRules'];
      computedAt: string;
    };

    ImportState: 'READY' | 'CHECKED' | 'PARTLY' | 'DONE' | 'UNDONE';
    OnDuplicate: 'SKIP' | 'FILL' | 'OVERWRITE' | 'CREATE';
    TableOptions: {
      encoding?: string;
      separator?: string;
      quote?: string;
      escape?: string;
      sheet?: string;
      preambleRows?: number;
      headerRows?: number;
      table?: number;
    };
    TableShape: {
      format: string;
      text?: { encoding: string; encodingConfidence: number; separator: string; quote: string; escape: string } | null;
      sheets: { name: string; hidden: boolean; rows?: number | null }[];
      sheet?: string | null;
      preambleRows: number;
      headerRows: number;
      heading: string[];
      columns: number;
      table: number;
      confidence: number;
    };
    ImportColumn: {
      /** Unique in the file; the heading may not be. */
      name: string;
      heading: string;
      samples: string[];
      mappedTo?: string | null;
      confidence: number;
    };
    ImportCounts: { rows: number; new: number; updated: number; skipped: number; wrong: number; suspected: number };
    OptionDecision: { decision: 'MAP' | 'EMPTY' | 'REFUSE'; to?: string | null };
    UnknownOption: {
      field: string;
      value: string;
      rows: number;
      decision?: components['schemas']['OptionDecision'] | null;
    };
    Import: {
      id: string;
      fileName: string;
      bytes: number;
      kind: components['schemas']['ImportKindCode'];
      state: components['schemas']['ImportState'];
      job?: { id: string; kind: string; state: components['schemas']['JobState'] } | null;
      shape: components['schemas']['TableShape'];
      columns: components['schemas']['ImportColumn'][];
      /** None: rows with a known number fill it, every other suspicion waits for a person. */
      onDuplicate?: components['schemas']['OnDuplicate'] | null;
      settings: Record<string, string>;
      rows?: number | null;
      counts: components['schemas']['ImportCounts'];
      newOptions: components['schemas']['UnknownOption'][];
      /** What an undoing left, because somebody changed it since. */
      conflicts: { id: string; name: string; fields: string[] }[];
      undoable: boolean;
      hasFile: boolean;
      createdAt: string;
      endedAt?: string | null;
      expiresAt: string;
      version: number;
    };
    ImportKind: {
      code: components['schemas']['ImportKindCode'];
      sections: { key: string; label: string }[];
      /** What columns may mean. */
      fields: {
        key: string;
        label: string;
        section: string;
        type: components['schemas']['FieldType'];
        required: boolean;
        options: { code: string; label: string }[];
      }[];
    };
    ImportKindCode: 'CUSTOMERS' | 'PEOPLE' | 'ORDERS' | 'ORDER_LINES';
    ImportItem: Pick<
      components['schemas']['Import'],
      'id' | 'fileName' | 'kind' | 'state' | 'counts' | 'createdAt' | 'endedAt' | 'undoable' | 'version'
    >;
    ImportEdit: {
      /** Another kind makes the mapping anew. */
      kind?: components['schemas']['ImportKindCode'];
      shape?: components['schemas']['TableOptions'];
      mapping?: Record<string, string | null>;
      onDuplicate?: components['schemas']['OnDuplicate'] | 'ASK';
      newOptions?: Record<string, Record<string, components['schemas']['OptionDecision']>>;
      settings?: Record<string, string>;
    };
    ImportOutcome: 'NEW' | 'UPDATED' | 'SKIPPED' | 'WRONG' | 'SUSPECTED';
    ImportRow: {
      row: number;
      line: number;
      outcome: components['schemas']['ImportOutcome'];
      /** As they stand in the file; none where they are not kept. */
      cells?: string[] | null;
      errors: { column: number; field?: string | null; code: string; message: string }[];
      twin?: {
        by: string;
        id?: string | null;
        name?: string | null;
        department?: string | null;
        row?: number | null;
        message: string;
      } | null;
      decision?: components['schemas']['OnDuplicate'] | null;
      record?: string | null;
    };

    Company: { name: string; timeZone: string };
    AuditEntry: {
      id: number;
      occurredAt: string;
      actor: { id?: string | null; name: string };
      channel: string;
      address?: string | null;
      action: string;
      actionLabel: string;
      subjectKind: string;
      subjectId?: string | null;
      customerId?: string | null;
      fields: string[];
      reason?: string | null;
      facts: { code: string; label: string; value: string }[];
    };
  };
}

type Schemas = components['schemas'];
type Answer<T> = { 200: { content: { 'application/json': T } } };
type Page<T> = { items: T[]; next?: string | null };

interface Operation<Result, Query = never, Path = never, Body = never, Type extends string = 'application/json'> {
  parameters: {
    query?: Query;
    path: Path;
    header?: { 'If-Match'?: string; 'Kedang-Reason'?: string };
  };
  requestBody: [Body] extends [never] ? undefined : { content: { [type in Type]: Body } };
  responses: Answer<Result>;
}

type Get<Result, Query = never> = Omit<Operation<Result, Query>, 'parameters' | 'requestBody'> & {
  parameters: { query?: Query };
};
type GetOne<Result, Path, Query = never> = Omit<Operation<Result, Query, Path>, 'requestBody'>;
type Post<Result, Body> = Omit<Operation<Result, never, never, Body>, 'parameters'> & { parameters: object };
type Act<Result, Path, Body = never> = [Body] extends [never]
  ? Omit<Operation<Result, never, Path>, 'requestBody'>
  : Operation<Result, never, Path, Body>;
type Patch<Result, Path, Body> = Operation<Result, never, Path, Body, 'application/merge-patch+json'>;
type Id = { id: string };

export interface paths {
  '/setup': { get: Get<Schemas['Setup']>; post: Post<undefined, Schemas['SetupRequest']> };
  '/session': {
    get: Get<Schemas['Session']>;
    post: Post<Schemas['Session'], { username: string; password: string }>;
    delete: Get<undefined>;
  };
  '/users': { get: Get<{ items: Schemas['User'][] }> };
  '/users/{id}': {
    put: Act<Schemas['User'], Id, Schemas['NewUser']>;
    patch: Patch<Schemas['User'], Id, Schemas['UserEdit']>;
  };
  '/users/{id}/password': { put: Act<undefined, Id, { password: string }> };
  '/users/names': { get: Get<Schemas['UserName'][], { q?: string }> };
  '/departments': { get: Get<{ items: Schemas['Department'][] }> };
  '/departments/{id}': {
    put: Act<Schemas['Department'], Id, Schemas['DepartmentEdit']>;
    patch: Patch<Schemas['Department'], Id, Schemas['DepartmentEdit']>;
    delete: Act<undefined, Id>;
  };
  '/roles': { get: Get<{ items: Schemas['Role'][] }> };
  '/roles/{id}': {
    put: Act<Schemas['Role'], Id, Schemas['RoleEdit']>;
    patch: Patch<Schemas['Role'], Id, Schemas['RoleEdit']>;
  };
  '/tokens': { get: Get<Schemas['ApiToken'][]> };
  '/tokens/{id}': { put: Act<{ id: string; token: string }, Id, Schemas['NewToken']>; delete: Act<undefined, Id> };
  '/sessions': { get: Get<Schemas['SignedIn'][]> };
  '/sessions/{id}': { delete: Act<undefined, Id> };

  '/fields': { get: Get<Schemas['FieldCatalogue'], { of: 'customer' | 'person' }> };
  '/customers': {
    get: Get<
      Schemas['CustomerPage'],
      {
        q?: string;
        filter?: string;
        sort?: string;
        size?: number;
        after?: string;
        columns?: string;
        voided?: boolean;
        count?: 'none' | 'some' | 'exact';
      }
    >;
  };
  '/customers/duplicates': { post: Post<{ hits: Schemas['DuplicateHit'][] }, Record<string, unknown>> };
  '/customers/{id}': {
    get: GetOne<Schemas['Customer'], Id>;
    put: Act<Schemas['Customer'], Id, Record<string, unknown>>;
    patch: Patch<Schemas['Customer'], Id, Record<string, unknown>>;
  };
  '/customers/{id}/open': {
    get: GetOne<{ customer: Schemas['Customer']; tabs: Record<string, unknown> }, Id>;
  };
  '/customers/{id}/reveal': {
    post: Act<{ values: Record<string, unknown> }, Id, { fields: string[]; reason?: string }>;
  };
  '/customers/{id}/void': { post: Act<Schemas['Customer'], Id, { reason: string }> };
  '/customers/{id}/unvoid': { post: Act<Schemas['Customer'], Id> };
  '/customers/{id}/restore': { post: Act<Schemas['Customer'], Id, { revision: number; fields?: string[] }> };
  '/customers/{id}/revisions': { get: GetOne<Schemas['RevisionPage'], Id, { after?: number; size?: number }> };
  '/customers/{id}/revisions/{number}': {
    get: GetOne<Schemas['Customer'], { id: string; number: number }>;
  };
  '/customers/{id}/fields/{key}/history': {
    get: GetOne<Schemas['RevisionPage'], { id: string; key: string }>;
  };
  '/customers/{id}/people': {
    get: GetOne<{ items: Schemas['Person'][]; more: boolean }, Id, { former?: boolean }>;
  };
  '/customers/{id}/people/{personId}': {
    put: Act<Schemas['Person'], { id: string; personId: string }, Record<string, unknown>>;
  };
  '/customers/{id}/people/{personId}/position': {
    patch: Patch<Schemas['Person'], { id: string; personId: string }, Record<string, unknown>>;
  };
  '/customers/{id}/people/{personId}/make-main': { post: Act<Schemas['Person'], { id: string; personId: string }> };
  '/people/{id}': { patch: Patch<Schemas['Person'], Id, Record<string, unknown>> };
  '/people/{id}/reveal': { post: Act<{ values: Record<string, unknown> }, Id, { fields: string[] }> };
  '/people/{id}/leave': { post: Act<Schemas['Person'], Id, { from?: string; until?: string }> };
  '/customers/{id}/visits': {
    get: GetOne<Page<Schemas['Visit']>, Id, { after?: string; size?: number }>;
  };
  '/customers/{id}/visits/{visit}': { put: Act<Schemas['Visit'], { id: string; visit: string }, Schemas['VisitEdit']> };
  '/exports': { post: Post<Blob, Schemas['Export']> };

  '/customers/{id}/orders': {
    get: GetOne<
      { items: Schemas['Order'][]; next?: string | null; totals: Schemas['OrderTotal'][] },
      Id,
      { after?: string; size?: number }
    >;
  };
  '/customers/{id}/classification': { get: GetOne<Schemas['AbcExplanation'], Id> };
  '/customers/{id}/grade': {
    put: Act<Schemas['Customer'], Id, { grade: 'A' | 'B' | 'C'; reason: string }>;
    delete: Act<Schemas['Customer'], Id>;
  };

  '/classifications/rules': {
    get: Get<Schemas['AbcRules']>;
    put: {
      parameters: { header: { 'If-Match': string } };
      requestBody: { content: { 'application/json': Schemas['AbcRulesEdit'] } };
      responses: Answer<Schemas['AbcRules']>;
    };
  };
  '/classifications/preview': { post: Post<Schemas['AbcOutcome'], Schemas['AbcRulesEdit']> };
  '/classifications': { post: Get<{ job: string }> };

  '/company': { get: Get<Schemas['Company']>; put: Post<Schemas['Company'], Schemas['Company']> };

  '/jobs': { get: Get<{ items: Schemas['Job'][] }> };
  '/jobs/{id}': { get: GetOne<Schemas['Job'], Id> };
  '/jobs/{id}/pause': { post: Act<Schemas['Job'], Id> };
  '/jobs/{id}/resume': { post: Act<Schemas['Job'], Id> };
  '/jobs/{id}/cancel': { post: Act<Schemas['Job'], Id> };

  '/imports': {
    get: Get<Page<Schemas['ImportItem']>, { after?: string }>;
    post: {
      parameters: object;
      requestBody: { content: { 'multipart/form-data': { file: string } } };
      responses: Answer<Schemas['Import']>;
    };
  };
  '/imports/kinds': { get: Get<{ items: Schemas['ImportKind'][] }> };
  '/imports/{id}': {
    get: GetOne<Schemas['Import'], Id>;
    patch: Act<Schemas['Import'], Id, Schemas['ImportEdit']>;
  };
  '/imports/{id}/check': { post: Act<{ job: string }, Id> };
  '/imports/{id}/run': { post: Act<{ job: string }, Id> };
  '/imports/{id}/undo': { post: Act<{ job: string }, Id> };
  '/imports/{id}/rows': {
    get: GetOne<
      { items: Schemas['ImportRow'][]; next?: number | null },
      Id,
      { outcome?: Schemas['ImportOutcome']; after?: number }
    >;
  };
  '/imports/{id}/rows/{row}': {
    put: Act<
      Schemas['ImportRow'],
      { id: string; row: number },
      { decision?: Schemas['OnDuplicate'] | null; cells?: Record<string, string> }
    >;
  };
  '/imports/{id}/errors.xlsx': { get: GetOne<Blob, Id> };

  '/customers/{id}/print/file-form.pdf': { get: GetOne<Blob, Id> };
  '/customers/{id}/print/file-form.docx': { get: GetOne<Blob, Id> };
  '/prints/contact-overview.pdf': { get: Get<Blob, { q?: string; filter?: string; sort?: string }> };
  '/prints/contact-overview.xlsx': { get: Get<Blob, { q?: string; filter?: string; sort?: string }> };

  '/audit': {
    get: Get<
      Page<Schemas['AuditEntry']>,
      { user?: string; customer?: string; action?: string; from?: string; to?: string; after?: string; size?: number }
    >;
  };
  '/audit/actions': { get: Get<Schemas['Option'][]> };
  '/verification': { post: Get<Schemas['Verification']> };
  '/demo': { get: Get<{ loaded: boolean }>; put: Get<{ loaded: boolean }>; delete: Get<undefined> };
}
