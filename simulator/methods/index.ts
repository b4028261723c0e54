import { authenticate, echo } from "./authentication.js";
import { changeBrand, deleteBrand, getBrand, searchBrandMembers, searchBrands } from "./brand.js";
import { changeCompany, getCompany } from "./company.js";
import { changeDomain, deleteDomain, getDomain, restoreDomain } from "./domain.js";
import type { Method } from "./method.js";
import { searchAdmins, setRole } from "./role.js";
import { searchDomains } from "./search-domains.js";
import { searchUsers } from "./search-users.js";
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
    searchAdmins,
    getDomain,
    changeDomain,
    deleteDomain,
    restoreDomain,
    searchDomains,
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
    getBrand,
    changeBrand,
    deleteBrand,
    searchBrands,
    searchBrandMembers,
  ].map((declared) => [declared.name, declared]),
);
