package locks

import (
	"go/ast"
	"go/token"
	"strings"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// Apart reports whether the struct that declares both the lock and the field
// keeps them apart. By convention a lock with fields right below it guards
// those, up to the next blank line; a field in another group has rules of its
// own.
func (m *Model) Apart(lock, field access.Class) bool {
	if lock.Owner == nil || lock.Owner != field.Owner {
		return false
	}
	decl := m.structOf(lock.Owner.Pos())
	if decl == nil {
		return false
	}
	lockName, _, _ := strings.Cut(lock.Var, ".")
	fieldName, _, _ := strings.Cut(field.Var, ".")
	var lockGroup, fieldGroup, below int
	group := 0
	var last *ast.Field
	for _, f := range decl.Fields.List {
		if last != nil && m.blankBetween(last, f) {
			group++
		}
		last = f
		names := fieldNames(f)
		for _, name := range names {
			switch {
			case name == lockName:
				lockGroup = group + 1
				below = 0
			case lockGroup == group+1 && !IsLock(m.Flow.Info.TypeOf(f.Type)):
				below++
			}
			if name == fieldName {
				fieldGroup = group + 1
			}
		}
	}
	return lockGroup > 0 && fieldGroup > 0 && below > 0 && lockGroup != fieldGroup
}

// fieldNames returns the names that f declares; an embedded field has that of
// its type.
func fieldNames(f *ast.Field) []string {
	names := make([]string, 0, len(f.Names))
	for _, id := range f.Names {
		names = append(names, id.Name)
	}
	if len(names) == 0 {
		t := f.Type
		if star, ok := t.(*ast.StarExpr); ok {
			t = star.X
		}
		switch t := t.(type) {
		case *ast.Ident:
			names = append(names, t.Name)
		case *ast.SelectorExpr:
			names = append(names, t.Sel.Name)
		}
	}
	return names
}

// blankBetween reports whether a blank line separates the fields a and b.
func (m *Model) blankBetween(a, b *ast.Field) bool {
	start := b.Pos()
	if b.Doc != nil {
		start = b.Doc.Pos()
	}
	end := a.End()
	if a.Comment != nil {
		end = a.Comment.End()
	}
	return m.Flow.Fset.Position(start).Line > m.Flow.Fset.Position(end).Line+1
}

// structOf returns the struct type that the type name at pos declares, or nil.
func (m *Model) structOf(pos token.Pos) *ast.StructType {
	file := syntax.File(m.Flow.Files, pos)
	if file == nil {
		return nil
	}
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || pos < gen.Pos() || pos > gen.End() {
			continue
		}
		for _, spec := range gen.Specs {
			if spec, ok := spec.(*ast.TypeSpec); ok && spec.Name.Pos() == pos {
				s, _ := spec.Type.(*ast.StructType)
				return s
			}
		}
	}
	return nil
}
