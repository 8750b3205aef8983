/** Who may make a document but not change it: the host's form asks for "write" even of one that is new, and would have neither fields nor Save. */
export function write_while_new(frm) {
	const fetch_permissions = frm.fetch_permissions;
	frm.fetch_permissions = function () {
		fetch_permissions.call(this);
		if (this.is_new() && this.perm[0].create) {
			this.perm[0].write = 1;
		}
	};
	frm.fetch_permissions();
}
