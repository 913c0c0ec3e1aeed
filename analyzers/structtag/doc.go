// Package structtag defines an analyzer of struct tags without effect.
//
// # Analyzer structtag
//
// structtag: report malformed, useless or missing struct tags
//
// Question: why does json ignore the tag `json:name`?
//
// Answer: Because the value of a tag must be quoted: `json:"name"`.
// reflect.StructTag.Get stops at the first thing it cannot parse and returns
// nothing, without any error, so the field goes over the wire under its Go
// name. A tag on an unexported field is as silent: reflection may not set the
// field, so decoders, validators and ORMs skip it. And a struct without tags
// ties the wire format to the names of its fields: renaming one breaks the
// clients.
//
// Before:
//
//	type user struct {
//		Name string `json:name`
//	}
//
// After:
//
//	type user struct {
//		Name string `json:"name"`
//	}
//
// # Principle
//
// Tags are checked for the form that package reflect wants, for names given
// twice, and for keys of libraries that work by reflection on fields that
// reflection cannot set.
//
// # Limits
//
// Missing tags are reported only for structs of the package that are encoded as
// JSON, have no tag at all, and have a field of several words; not for a struct
// that only the package can name and that it decodes itself.
//
// # malformed
//
// The tag does not parse, or repeats the name of another field.
//
// # unexported
//
// The field is not exported.
//
// # untagged
//
// A struct is encoded under the names of its Go fields.
package structtag
