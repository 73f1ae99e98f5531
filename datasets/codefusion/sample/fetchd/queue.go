package fetchd

import (
	"container/heap"
	"sync"
	"time"
)

// Job is a URL to fetch, not before a time.
type Job struct {
	URL   string
	After time.Time
}

type jobs []Job

func (j jobs) Len() int           { return len(j) }
func (j jobs) Less(a, b int) bool { return j[a].After.Before(j[b].After) }
func (j jobs) Swap(a, b int)      { j[a], j[b] = j[b], j[a] }
func (j *jobs) Push(x any)        { *j = append(*j, x.(Job)) }

func (j *jobs) Pop() any {
	old := *j
	last := old[len(old)-1]
	*j = old[:len(old)-1]
	return last
}

// Queue gives out jobs in the order of their times. It is safe for several goroutines.
type Queue struct {
	mu   sync.Mutex
	jobs jobs
	seen map[string]bool
}

// Add puts a job into the queue unless its URL was there before.
func (q *Queue) Add(job Job) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.seen == nil {
		q.seen = make(map[string]bool)
	}
	if q.seen[job.URL] {
		return false
	}
	q.seen[job.URL] = true
	heap.Push(&q.jobs, job)
	return true
}

// Next removes the first job whose time has come.
func (q *Queue) Next(now time.Time) (Job, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.jobs) == 0 || q.jobs[0].After.After(now) {
		return Job{}, false
	}
	return heap.Pop(&q.jobs).(Job), true
}
