import { authenticate, echo } from "./authentication.js";
import { changeBrand, deleteBrand, getBrand, searchBrandMembers, searchBrands } from "./brand.js";
import { BULLETIN_METHODS } from "./bulletin.js";
import { getCompanyChanges, getDomainChanges, getUserAttributeHistory, getUserChanges } from "./changes.js";
import { changeCompany, getCompany } from "./company.js";
import { changeDomain, deleteDomain, getDomain, restoreDomain } from "./domain.js";
import {
  getDeletedContacts,
  getDeletedMessages,
  getUserFolders,
  getUserMessages,
  moveUserMessages,
  restoreDeletedContacts,
  restoreDeletedMessages,
  userNotify,
} from "./messages.js";
import type { Method } from "./method.js";
import { migrationAdd, migrationJobs, migrationStatus, migrationTrace } from "./migration.js";
import { pushDomain } from "./push-domain.js";
import { reindex } from "./reindex.js";
import { resetEmailTest } from "./reset-email-test.js";
import { addRole, removeRole, searchAdmins, setRole } from "./role.js";
import { searchDomains } from "./search-domains.js";
import { searchUsers } from "./search-users.js";
import { appPassword, userDisable2fa } from "./second-login.js";
import { getSieve, setSieve } from "./sieve.js";
import { statsList, statsSnapshot, statsSummary } from "./stats.js";
import { generateToken, logoutUser } from "./token.js";
import { changeUser, deleteUser, getUser } from "./user.js";
import { renameUser, restoreUser } from "./user-names.js";
import { createWorkgroup, deleteWorkgroup, searchWorkgroups } from "./workgroup.js";

/** Every method the simulator answers; all other names are HTTP 404. */
export const METHODS: ReadonlyMap<string, Method> = new Map(
  [
    authenticate,
    echo,
    getCompany,
    changeCompany,
    ...BULLETIN_METHODS.filter(({ group }) => group === "company"),
    getCompanyChanges,
    searchAdmins,
    getDomain,
    changeDomain,
    deleteDomain,
    restoreDomain,
    searchDomains,
    ...BULLETIN_METHODS.filter(({ group }) => group === "domain"),
    getDomainChanges,
    pushDomain,
    createWorkgroup,
    deleteWorkgroup,
    searchWorkgroups,
    getUser,
    changeUser,
    deleteUser,
    renameUser,
    restoreUser,
    searchUsers,
    setRole,
    addRole,
    removeRole,
    generateToken,
    logoutUser,
    appPassword,
    userDisable2fa,
    getUserChanges,
    getUserAttributeHistory,
    getUserFolders,
    getUserMessages,
    moveUserMessages,
    getDeletedMessages,
    restoreDeletedMessages,
    getDeletedContacts,
    restoreDeletedContacts,
    userNotify,
    reindex,
    getSieve,
    setSieve,
    getBrand,
    changeBrand,
    deleteBrand,
    searchBrands,
    searchBrandMembers,
    resetEmailTest,
    statsList,
    statsSnapshot,
    statsSummary,
    migrationAdd,
    migrationJobs,
    migrationStatus,
    migrationTrace,
  ].map((declared) => [declared.name, declared]),
);
