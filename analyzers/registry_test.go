package analyzers

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
)

// TestFolders demands that every folder is a registered check and every
// registered check has its folders.
func TestFolders(t *testing.T) {
	registered := make(map[string]bool)
	for _, c := range All() {
		if registered[c.Name] {
			t.Errorf("%s is registered twice", c.Name)
		}
		registered[c.Name] = true
		for _, path := range []string{c.Name + "/doc.go", c.Name + "/zh.md", c.Name + "/" + c.Name + ".go", "../testdata/src/" + c.Name} {
			if _, err := os.Stat(path); err != nil {
				t.Errorf("%s lacks %s", c.Name, path)
			}
		}
	}
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.IsDir() && e.Name() != "internal" && !registered[e.Name()] {
			t.Errorf("the folder %s is not in registry.go", e.Name())
		}
	}
}

func TestAnalyzersAreValid(t *testing.T) {
	if err := analysis.Validate(Passes(All())); err != nil {
		t.Error(err)
	}
	for _, c := range All() {
		if name := firstWithFacts(c.Analyzer); name != "" {
			t.Errorf("%s uses %s, which has facts: all dependencies would have to be loaded from source", c.Name, name)
		}
		if !slices.Contains(c.Requires, directive.Analyzer) {
			t.Errorf("%s does not require the directives, so nothing silences it", c.Name)
		}
		if c.URL != docs.URL(c.Name) {
			t.Errorf("%s has the address %q, want %q", c.Name, c.URL, docs.URL(c.Name))
		}
	}
}

// firstWithFacts returns the name of an analyzer with facts that a is or requires, or "".
func firstWithFacts(a *analysis.Analyzer) string {
	if len(a.FactTypes) > 0 {
		return a.Name
	}
	for _, required := range a.Requires {
		if name := firstWithFacts(required); name != "" {
			return name
		}
	}
	return ""
}

var release = regexp.MustCompile(`^v\d+\.\d+\.\d+$`)

func TestOpinions(t *testing.T) {
	groups := Groups()
	last := 0
	for _, c := range All() {
		chapter := slices.Index(groups, c.Group)
		switch {
		case chapter < 0:
			t.Errorf("%s is in no chapter of the catalogue: %q", c.Name, c.Group)
		case chapter < last:
			t.Errorf("%s (%s) does not stand in the order of the chapters", c.Name, c.Group)
		}
		last = max(last, chapter)
		if !slices.Contains([]Severity{Error, Warning, Note}, c.Severity) {
			t.Errorf("%s has the unknown severity %q", c.Name, c.Severity)
		}
		if c.Default && c.Severity == Note {
			t.Errorf("%s is on by default, which a note must not be", c.Name)
		}
		if !release.MatchString(c.Since) {
			t.Errorf("%s exists since %q, which is no release", c.Name, c.Since)
		}
		if golden := hasGolden(t, "../testdata/src/"+c.Name); golden != c.Fix {
			t.Errorf("%s: Fix is %t, but golden files in its test data: %t", c.Name, c.Fix, golden)
		}
		if percent, ok := c.Precision().Percent(); c.Default && ok && percent < 90 {
			t.Errorf("%s is on by default with a precision of %d%%", c.Name, percent)
		}
	}
}

func hasGolden(t *testing.T, dir string) bool {
	t.Helper()
	found := false
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		found = found || strings.HasSuffix(path, ".golden")
		return err
	})
	if err != nil {
		t.Error(err)
	}
	return found
}

// TestOffHasAReason demands a comment at each check that is off by default.
func TestOffHasAReason(t *testing.T) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "registry.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	line := func(pos token.Pos) int { return fset.Position(pos).Line }
	commented := make(map[int]bool)
	for _, group := range file.Comments {
		for _, c := range group.List {
			commented[line(c.Pos())] = true
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		entry, ok := n.(*ast.CompositeLit)
		if !ok || entry.Type != nil || entryName(entry) == "" {
			return true
		}
		inside := false
		for l := line(entry.Pos()); l <= line(entry.End()); l++ {
			inside = inside || commented[l]
		}
		above := commented[line(entry.Pos())-1] && !isChapterComment(file, fset, line(entry.Pos())-1)
		if !isDefault(entry) && !inside && !above {
			t.Errorf("registry.go does not say why %s is off by default", entryName(entry))
		}
		return true
	})
}

// entryName returns the package named by the key Analyzer of entry, or "".
func entryName(entry *ast.CompositeLit) string {
	if sel, ok := entryValue(entry, "Analyzer").(*ast.SelectorExpr); ok {
		if pkg, ok := sel.X.(*ast.Ident); ok {
			return pkg.Name
		}
	}
	return ""
}

func isDefault(entry *ast.CompositeLit) bool {
	id, ok := entryValue(entry, "Default").(*ast.Ident)
	return ok && id.Name == "true"
}

func entryValue(entry *ast.CompositeLit, key string) ast.Expr {
	for _, elt := range entry.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			if id, ok := kv.Key.(*ast.Ident); ok && id.Name == key {
				return kv.Value
			}
		}
	}
	return nil
}

// isChapterComment reports whether the comment on the given line is the heading of a chapter.
func isChapterComment(file *ast.File, fset *token.FileSet, line int) bool {
	for _, group := range file.Comments {
		for _, c := range group.List {
			if fset.Position(c.Pos()).Line == line {
				word, _, _ := strings.Cut(strings.TrimPrefix(c.Text, "// "), ",")
				return slices.Contains(Groups(), Group(word)) || word == "http"
			}
		}
	}
	return false
}

// TestEnglish demands that doc.go has the parts that its readers count on.
func TestEnglish(t *testing.T) {
	for _, c := range All() {
		src, err := os.ReadFile(c.Name + "/doc.go")
		if err != nil {
			t.Error(err)
			continue
		}
		if !strings.HasPrefix(string(src), "// Package "+c.Name+" defines ") {
			t.Errorf("%s/doc.go does not start with %q", c.Name, "// Package "+c.Name+" defines ")
		}
		title := c.Title()
		if utf8.RuneCountInString(title) > 60 || strings.HasSuffix(title, ".") || unicode.IsUpper([]rune(title + " ")[0]) {
			t.Errorf("%s: a title is a verb phrase of at most 60 letters without capital and period, not %q", c.Name, title)
		}
		for _, label := range []string{"\n\nQuestion: ", "\n\nBefore:\n", "\n\nAfter:\n"} {
			if !strings.Contains(c.Doc, label) {
				t.Errorf("%s/doc.go has no paragraph that starts with %q", c.Name, strings.TrimSpace(label))
			}
		}
		headings := docs.Headings(c.Doc)
		wanted := []string{"Principle", "Limits"}
		for kind := range c.Kinds {
			if kind != "" {
				wanted = append(wanted, kind)
			}
		}
		for _, heading := range wanted {
			if !slices.Contains(headings, heading) {
				t.Errorf("%s/doc.go has no heading %q", c.Name, "# "+heading)
			}
		}
	}
}

// TestChinese demands that zh.md has the parts that its readers count on.
func TestChinese(t *testing.T) {
	for _, c := range All() {
		page, err := os.ReadFile(c.Name + "/zh.md")
		if err != nil {
			t.Error(err)
			continue
		}
		if !strings.HasPrefix(string(page), "# "+c.Name+"：") {
			t.Errorf("%s/zh.md does not start with %q", c.Name, "# "+c.Name+"：")
		}
		rest := string(page)
		for _, heading := range []string{"面试题", "回答", "原理", "反例", "正例", "局限"} {
			_, after, ok := strings.Cut(rest, "\n## "+heading+"\n")
			if !ok {
				t.Errorf("%s/zh.md has no heading %q where it belongs", c.Name, "## "+heading)
				continue
			}
			rest = after
		}
		if c.Chinese() != string(page) {
			t.Errorf("the program does not carry %s/zh.md", c.Name)
		}
	}
}

// TestExports demands that a check's package exports nothing but Analyzer.
func TestExports(t *testing.T) {
	for _, c := range All() {
		names, err := filepath.Glob(c.Name + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Error(err)
				continue
			}
			if file.Name.Name != c.Name {
				t.Errorf("%s is of package %s, want %s", name, file.Name.Name, c.Name)
			}
			for _, exported := range exports(file) {
				if exported != "Analyzer" {
					t.Errorf("%s exports %s: a check exports nothing but Analyzer", name, exported)
				}
			}
		}
	}
}

// exports returns the exported names that file declares at package level.
func exports(file *ast.File) []string {
	var names []*ast.Ident
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			if decl.Recv == nil {
				names = append(names, decl.Name)
			}
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				switch spec := spec.(type) {
				case *ast.ValueSpec:
					names = append(names, spec.Names...)
				case *ast.TypeSpec:
					names = append(names, spec.Name)
				}
			}
		}
	}
	var found []string
	for _, name := range names {
		if name.IsExported() {
			found = append(found, name.Name)
		}
	}
	return found
}
