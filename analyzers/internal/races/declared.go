package races

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
	"unicode"
)

// A declaration says in a comment which lock guards a field of a type.
type declaration struct {
	owner       types.Object
	field, lock string
}

// declared reports whether the comments of the struct say that the lock guards
// the field: then no order of events does.
func (m *Model) declared(g *Guarding) bool {
	m.declare.Do(m.collectDeclarations)
	class := g.Field.Class
	return class.Owner != nil && class.Owner == g.Lock.Owner && m.declarations[declaration{class.Owner, class.Var, g.Lock.Var}]
}

// collectDeclarations reads the comments of the fields of all structs.
func (m *Model) collectDeclarations() {
	m.declarations = make(map[declaration]bool)
	for _, file := range m.Flow.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok {
				return true
			}
			if s, ok := spec.Type.(*ast.StructType); ok {
				m.readComments(m.Flow.Types.Scope().Lookup(spec.Name.Name), s)
			}
			return true
		})
	}
}

// readComments reads the comments of the fields of s, which owner is the name
// of.
func (m *Model) readComments(owner types.Object, s *ast.StructType) {
	var names []string
	for _, field := range s.Fields.List {
		for _, name := range field.Names {
			names = append(names, name.Name)
		}
	}
	for _, field := range s.Fields.List {
		words := wordsOf(field)
		for i, word := range words {
			switch word {
			case "guards", "protects": // mu sync.Mutex // guards a and b
				for _, name := range listed(words[i+1:], names) {
					for _, lock := range field.Names {
						m.declarations[declaration{owner, name, lock.Name}] = true
					}
				}
			case "guarded", "protected": // a int // guarded by mu
				if i+2 < len(words) && words[i+1] == "by" && slices.Contains(names, words[i+2]) {
					for _, name := range field.Names {
						m.declarations[declaration{owner, name.Name, words[i+2]}] = true
					}
				}
			}
		}
	}
}

// listed returns the names at the start of words: "a, b and c".
func listed(words, names []string) []string {
	var list []string
	for _, word := range words {
		switch {
		case slices.Contains(names, word):
			list = append(list, word)
		case word != "and" && word != "the":
			return list
		}
	}
	return list
}

// wordsOf returns the words of the comments of field.
func wordsOf(field *ast.Field) []string {
	return strings.FieldsFunc(field.Doc.Text()+" "+field.Comment.Text(), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_'
	})
}
