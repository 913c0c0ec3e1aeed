// Package sqlbuild defines an analyzer of values spliced into SQL.
//
// # Analyzer sqlbuild
//
// sqlbuild: report values spliced into the text of a query
//
// Question: why pass values as arguments of Query, when Sprintf does the job?
//
// Because the database must know where the query ends and the data begins.
// Text that is put together has lost that border: a name such as x' OR '1'='1
// is read as SQL, and whoever chooses the value chooses the query. An argument
// travels beside the text and can never be read as part of it. The database
// can also keep the plan of a text that does not change.
//
// The same holds for gorm: Where, Raw, Exec and the conditions of First and
// Find take a text with placeholders and the values after it.
//
// Before:
//
//	func byEmail(db *sql.DB, email string) *sql.Row {
//		return db.QueryRow("SELECT id FROM users WHERE email = '" + email + "'")
//	}
//
// After:
//
//	func byEmail(db *sql.DB, email string) *sql.Row {
//		return db.QueryRow("SELECT id FROM users WHERE email = ?", email)
//	}
//
// # Principle
//
// Code and data need separate channels. Where they share one, data becomes
// code.
//
// # Limits
//
// Reported is a string that is not constant and stands where SQL has a value:
// in quotes, after a comparison, LIKE, IN, VALUES or LIMIT. Names of tables
// and columns have no placeholders and are left alone, and so are numbers,
// lists of placeholders, and the results of functions that quote or escape.
// What a client has sent is reported wherever it stands. Tests are left out.
package sqlbuild
