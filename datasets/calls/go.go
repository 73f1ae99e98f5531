// Package main holds hand-labelled calls, Go: small programs in the idiom of real projects.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"maps"
	r "math/rand"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/stretchr/testify/assert"
	"golang.org/x/sync/errgroup"
	yaml "gopkg.in/yaml.v3"
)

var errMissing = errors.New("missing") //= errors.New

var operators = map[string]func(int, int) int{
	"+": func(a, b int) int { return a + b },
	"*": func(a, b int) int { return max(a, b) * min(a, b) }, //= max min
}

// Config is read from YAML.
type Config struct {
	Listen  string        `yaml:"listen"`
	Folder  string        `yaml:"folder"`
	Timeout time.Duration `yaml:"timeout"`
}

func loadConfig(path string) (*Config, error) {
	data, err := os.ReadFile(path) //= os.ReadFile
	if errors.Is(err, os.ErrNotExist) { //= errors.Is
		return defaultConfig(), nil //= defaultConfig
	}
	if err != nil {
		return nil, fmt.Errorf("config: %w", err) //= fmt.Errorf
	}
	config := new(Config) //= new
	if err := yaml.Unmarshal(data, config); err != nil { //= gopkg.in/yaml.v3.Unmarshal
		return nil, fmt.Errorf("%s: %w", path, err) //= fmt.Errorf
	}
	config.Folder = filepath.Clean(os.ExpandEnv(config.Folder)) //= path/filepath.Clean os.ExpandEnv
	return config, config.validate() //= .validate
}

func defaultConfig() *Config {
	return &Config{Listen: ":8080", Folder: os.TempDir(), Timeout: 5 * time.Second} //= os.TempDir
}

func (c *Config) validate() error {
	info, err := os.Stat(c.Folder) //= os.Stat
	if err != nil || c.Timeout <= 0 || strings.TrimSpace(c.Listen) == "" { //= strings.TrimSpace
		return errors.Join(errMissing, err) //= errors.Join
	}
	if !info.IsDir() { //= .IsDir
		return fmt.Errorf("%q is no folder: %v", info.Name(), c.describe()) //= fmt.Errorf .Name Config.describe
	}
	return nil
}

func (c *Config) describe() string {
	return fmt.Sprintf("%s for %s", strings.TrimPrefix(c.Listen, ":"), c.Timeout.String()) //= fmt.Sprintf strings.TrimPrefix .String
}

// countWords reads words until the reader ends.
func countWords(reader io.Reader) (map[string]int, error) {
	counts := make(map[string]int) //= make
	scanner := bufio.NewScanner(reader) //= bufio.NewScanner
	scanner.Split(bufio.ScanWords) //= .Split
	for scanner.Scan() { //= .Scan
		word := strings.ToLower(strings.Trim(scanner.Text(), ".,;")) //= strings.ToLower strings.Trim .Text
		if len(word) > 0 { //= len
			counts[word]++
		}
	}
	return counts, scanner.Err() //= .Err
}

func topWords(counts map[string]int, n int) []string {
	words := make([]string, 0, len(counts)) //= make len
	for word := range counts {
		words = append(words, word) //= append
	}
	sort.Slice(words, func(i, j int) bool { return counts[words[i]] > counts[words[j]] }) //= sort.Slice
	if n < len(words) { //= len
		words = words[:n]
	}
	return words
}

func report(w io.Writer, counts map[string]int) error {
	table := tabwriter.NewWriter(w, 0, 8, 1, ' ', 0) //= text/tabwriter.NewWriter
	fmt.Fprintln(table, strings.ToUpper("word")+"\t"+strings.Repeat("-", 5)) //= fmt.Fprintln strings.ToUpper strings.Repeat
	for _, word := range topWords(counts, len(counts)) { //= topWords len
		fmt.Fprintf(table, "%s\t%s\n", strconv.Quote(word), strconv.Itoa(counts[word])) //= fmt.Fprintf strconv.Quote strconv.Itoa
	}
	return errors.Join(table.Flush(), context.Cause(context.Background())) //= errors.Join .Flush context.Cause context.Background
}

func rotate(path string, keep int) error {
	for i := keep; i > 0; i-- {
		older, newer := path+"."+strconv.Itoa(i), path+"."+strconv.Itoa(i-1) //= strconv.Itoa strconv.Itoa
		if err := os.Rename(newer, older); err != nil && !os.IsNotExist(err) { //= os.Rename os.IsNotExist
			return fmt.Errorf("%s: %w", filepath.Base(newer), err) //= fmt.Errorf path/filepath.Base
		}
	}
	return os.WriteFile(filepath.Join(filepath.Dir(path), "rotated"), nil, 0o600) //= os.WriteFile path/filepath.Join path/filepath.Dir
}

func find(folder, suffix string) ([]string, error) {
	var found []string
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error { //= path/filepath.WalkDir
		if err != nil || entry.IsDir() { //= .IsDir
			return err
		}
		if strings.HasSuffix(entry.Name(), suffix) { //= strings.HasSuffix .Name
			found = append(found, filepath.ToSlash(path)) //= append path/filepath.ToSlash
		}
		return nil
	})
	return found, err
}

// Stack holds values, the last one first.
type Stack[T any] struct {
	mu    sync.Mutex
	items []T
}

func newStack[T any](items ...T) *Stack[T] {
	return &Stack[T]{items: items}
}

func (s *Stack[T]) push(item T) {
	s.mu.Lock() //= .Lock
	defer s.mu.Unlock() //= .Unlock
	s.items = append(s.items, item) //= append
}

func (s *Stack[T]) pop() (item T, ok bool) {
	s.mu.Lock() //= .Lock
	defer s.mu.Unlock() //= .Unlock
	if s.empty() { //= Stack.empty
		return item, false
	}
	last := len(s.items) - 1 //= len
	item, s.items = s.items[last], s.items[:last]
	return item, true
}

func (s *Stack[T]) empty() bool { return len(s.items) == 0 } //= len

func mapAll[A, B any](all []A, f func(A) B) []B {
	result := make([]B, len(all)) //= make len
	for i, one := range all {
		result[i] = f(one) //= f
	}
	return result
}

func evaluate(expression string) (int, error) {
	stack := newStack(0) //= newStack
	for _, token := range strings.Fields(expression) { //= strings.Fields
		switch token {
		case "+", "*":
			a, b := must(stack.pop()), must(stack.pop()) //= must .pop must .pop
			stack.push(operators[token](a, b)) //= .push ?
		default:
			number, err := strconv.Atoi(token) //= strconv.Atoi
			if err != nil {
				return 0, err
			}
			stack.push(number) //= .push
		}
	}
	return must(stack.pop()), nil //= must .pop
}

func must[T any](value T, ok bool) T {
	if !ok {
		panic("an empty stack") //= panic
	}
	return value
}

// Server answers requests from a store in memory.
type Server struct {
	config *Config
	router *chi.Mux
	logger *log.Logger
	mu     sync.RWMutex
	notes  map[string]string
}

func newServer(config *Config) *Server {
	s := &Server{config: config, router: chi.NewRouter(), notes: map[string]string{}} //= github.com/go-chi/chi/v5.NewRouter
	s.logger = log.New(os.Stderr, "notes: ", log.LstdFlags) //= log.New
	s.router.Use(s.logged) //= .Use
	s.router.Get("/notes/{name}", s.get) //= .Get
	s.router.Put("/notes/{name}", s.put) //= .Put
	return s
}

func (s *Server) logged(next http.Handler) http.Handler {
	s.logger.SetPrefix(strings.ToLower("NOTES") + ": ") //= .SetPrefix strings.ToLower
	return http.TimeoutHandler(http.MaxBytesHandler(next, 1<<20), s.config.Timeout, "too slow") //= net/http.TimeoutHandler net/http.MaxBytesHandler
}

func (s *Server) get(w http.ResponseWriter, req *http.Request) {
	s.mu.RLock() //= .RLock
	note, ok := s.notes[chi.URLParam(req, "name")] //= github.com/go-chi/chi/v5.URLParam
	s.mu.RUnlock() //= .RUnlock
	if !ok {
		http.Error(w, "no such note", http.StatusNotFound) //= net/http.Error
		return
	}
	s.reply(w, map[string]string{"note": note}) //= Server.reply
}

func (s *Server) put(w http.ResponseWriter, req *http.Request) {
	var body struct{ Note string }
	if err := json.NewDecoder(io.LimitReader(req.Body, 1<<20)).Decode(&body); err != nil { //= encoding/json.NewDecoder io.LimitReader .Decode
		http.Error(w, err.Error(), http.StatusBadRequest) //= net/http.Error .Error
		return
	}
	s.mu.Lock() //= .Lock
	s.notes[chi.URLParam(req, "name")] = body.Note //= github.com/go-chi/chi/v5.URLParam
	s.mu.Unlock() //= .Unlock
	s.reply(w, body) //= Server.reply
}

func (s *Server) reply(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json") //= .Header .Set
	if err := json.NewEncoder(w).Encode(value); err != nil { //= encoding/json.NewEncoder .Encode
		s.logger.Println("reply:", err) //= .Println
	}
}

func (s *Server) run(ctx context.Context) error {
	server := &http.Server{Addr: s.config.Listen, Handler: s.router, ReadTimeout: s.config.Timeout}
	context.AfterFunc(ctx, func() { s.logger.Print("stopping: ", server.Close()) }) //= context.AfterFunc .Print .Close
	defer func() { s.notes = nil }() //= ?
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) { //= .ListenAndServe errors.Is
		return err
	}
	return nil
}

func hostOf(address string) (string, error) {
		url, err := url.Parse(address) //= net/url.Parse
	if err != nil {
		return "", err
	}
	if url.IsAbs() { //= .IsAbs
		return url.Hostname(), nil //= .Hostname
	}
	return url.String(), nil //= .String
}

func withQuery(base string, values map[string]string) string {
	query, text := url.Values{}, new(strings.Builder) //= new
	for key, value := range values {
		query.Set(strings.ToLower(key), url.PathEscape(value)) //= .Set strings.ToLower net/url.PathEscape
	}
	text.WriteString(base) //= .WriteString
	text.WriteByte('?') //= .WriteByte
	text.WriteString(query.Encode()) //= .WriteString .Encode
	return text.String() //= .String
}

func fetchAll(ctx context.Context, addresses []string) ([][]byte, error) {
	group, ctx := errgroup.WithContext(ctx) //= golang.org/x/sync/errgroup.WithContext
	group.SetLimit(4) //= .SetLimit
	pages := make([][]byte, len(addresses)) //= make len
	for i, address := range addresses {
		group.Go(func() error { //= .Go
			request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil) //= net/http.NewRequestWithContext
			if err != nil {
				return err
			}
			response, err := http.DefaultClient.Do(request) //= net/http.DefaultClient.Do
			if err != nil {
				return err
			}
			defer response.Body.Close() //= .Close
			pages[i], err = io.ReadAll(response.Body) //= io.ReadAll
			return err
		})
	}
	return pages, group.Wait() //= .Wait
}

func shuffle(words []string, seed int64) {
	source := r.New(r.NewSource(seed)) //= math/rand.New math/rand.NewSource
	source.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] }) //= .Shuffle len
	if r.Intn(2) == 0 && slices.Contains(words, "") { //= math/rand.Intn slices.Contains
		copy(words, words[1:]) //= copy
	}
}

func worker(jobs <-chan string, results chan<- int, done *sync.WaitGroup) {
	defer done.Done() //= .Done
	for job := range jobs {
		counts, err := countWords(strings.NewReader(job)) //= countWords strings.NewReader
		if err == nil {
			results <- len(counts) //= len
		}
	}
}

func TestEvaluate(t *testing.T) {
	for expression, want := range map[string]int{"2 3 +": 5, "2 3 4 * +": 14} {
		t.Run(expression, func(t *testing.T) { //= .Run
			got, err := evaluate(expression) //= evaluate
			assert.NoError(t, err) //= github.com/stretchr/testify/assert.NoError
			assert.Equal(t, want, got) //= github.com/stretchr/testify/assert.Equal
		})
	}
	if _, err := evaluate("2 x"); err == nil { //= evaluate
		t.Fatal("x is no number") //= .Fatal
	}
}

func TestTopWords(t *testing.T) {
	counts, err := countWords(bytes.NewBufferString("a b a, c a b")) //= countWords bytes.NewBufferString
	assert.Nil(t, err, "count: %v", err) //= github.com/stretchr/testify/assert.Nil
	if got := strings.Join(topWords(counts, 2), " "); got != "a b" { //= strings.Join topWords
		t.Errorf("got %q", got) //= .Errorf
	}
	assert.NoError(t, report(t.Output(), counts)) //= github.com/stretchr/testify/assert.NoError report .Output
	assert.NoError(t, rotate(filepath.Join(t.TempDir(), "log"), 2)) //= github.com/stretchr/testify/assert.NoError rotate path/filepath.Join .TempDir
	pairs := mapAll[string, int](slices.Sorted(maps.Keys(counts)), func(word string) int { return counts[word] }) //= mapAll slices.Sorted maps.Keys
	assert.Equal(t, []int{3, 2, 1}, pairs) //= github.com/stretchr/testify/assert.Equal
	lengths := mapAll(topWords(counts, 3), func(word string) int { return len(word) }) //= mapAll topWords len
	assert.Len(t, lengths, 3) //= github.com/stretchr/testify/assert.Len
}

func main() {
	path := flag.String("config", "notes.yaml", "where the configuration is") //= flag.String
	flag.Parse() //= flag.Parse
	config, err := loadConfig(*path) //= loadConfig
	if err != nil {
		log.Fatal(err) //= log.Fatal
	}
	jobs, results := make(chan string), make(chan int, flag.NArg()) //= make make flag.NArg
	var done sync.WaitGroup
	for range 2 {
		done.Add(1) //= .Add
		go worker(jobs, results, &done) //= worker
	}
	for _, job := range flag.Args() { //= flag.Args
		jobs <- job
	}
	close(jobs) //= close
	done.Wait() //= .Wait
	fmt.Fprintln(os.Stdout, "jobs:", len(results)) //= fmt.Fprintln len
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour) //= context.WithTimeout context.Background
	defer cancel() //= cancel
	if err := newServer(config).run(ctx); err != nil { //= newServer .run
		fmt.Fprintf(os.Stderr, "%v\n", err) //= fmt.Fprintf
		os.Exit(1) //= os.Exit
	}
}
