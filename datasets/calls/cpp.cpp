// Hand-labelled calls, C++: small programs in the idiom of real projects.
#include <algorithm>
#include <cassert>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <future>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace fs = std::filesystem;
namespace chrono = std::chrono;
using std::make_unique;
using std::string;
using std::to_string;
using namespace std::literals;

namespace text {

string trim(const string &s) {
    auto from = s.find_first_not_of(" \t\r\n"); //= .find_first_not_of
    if (from == string::npos) {
        return {};
    }
    return s.substr(from, s.find_last_not_of(" \t\r\n") - from + 1); //= .substr .find_last_not_of
}

std::vector<string> split(const string &s, char separator) {
    std::vector<string> parts;
    std::istringstream in(s);
    for (string part; std::getline(in, part, separator);) { //= std::getline
        parts.push_back(trim(part)); //= .push_back trim
    }
    return parts;
}

string lower(string s) {
    std::transform(s.begin(), s.end(), s.begin(), [](unsigned char c) { return std::tolower(c); }); //= std::transform .begin .end .begin std::tolower
    return s;
}

string join(const std::vector<string> &parts, const string &glue) {
    return std::accumulate(parts.begin(), parts.end(), string(), //= std::accumulate .begin .end std::string
                           [&](string held, const string &part) { return held.empty() ? part : std::move(held) + glue + part; }); //= .empty std::move
}

} // namespace text

string read_file(const fs::path &path) {
    std::ifstream in(path, std::ios::binary);
    if (!in.is_open()) { //= .is_open
        throw std::runtime_error("cannot open " + path.string()); //= std::runtime_error .string
    }
    std::ostringstream out;
    out << in.rdbuf(); //= .rdbuf
    return out.str(); //= .str
}

std::vector<fs::path> find_files(const fs::path &folder, const string &extension) {
    std::vector<fs::path> found;
    if (!fs::exists(folder)) { //= std::filesystem::exists
        return found;
    }
    for (const auto &entry : fs::recursive_directory_iterator(folder)) { //= std::filesystem::recursive_directory_iterator
        if (entry.is_regular_file() && entry.path().extension() == extension) { //= .is_regular_file .path .extension
            found.emplace_back(fs::relative(entry.path(), folder)); //= .emplace_back std::filesystem::relative .path
        }
    }
    std::sort(found.begin(), found.end()); //= std::sort .begin .end
    return found;
}

std::map<string, int> word_counts(const string &s) {
    static const std::regex word("[A-Za-z]+");
    std::map<string, int> counts;
    for (auto at = std::sregex_iterator(s.begin(), s.end(), word); at != std::sregex_iterator(); ++at) { //= std::sregex_iterator .begin .end std::sregex_iterator
        ++counts[text::lower(at->str())]; //= text::lower .str
    }
    return counts;
}

class Shape {
public:
    explicit Shape(string name) : name_(name) {}
    virtual ~Shape() = default;
    virtual double area() const = 0;
    virtual string describe() const { return name_ + " of " + to_string(area()); } //= std::to_string area

protected:
    string name_;
};

class Circle : public Shape {
public:
    explicit Circle(double radius);
    static Circle unit() { return Circle(1.0); } //= Circle
    double area() const override { return 3.14159 * std::pow(radius_, 2); } //= std::pow
    string describe() const override;

private:
    double radius_;
};

string Circle::describe() const {
    if (this->area() > 100) { //= Circle.area
        return "big " + Shape::describe(); //= Shape::describe
    }
    return Shape::describe(); //= Shape::describe
}

struct Point {
    double x = 0, y = 0;

    static Point parse(const string &s) {
        auto parts = text::split(s, ','); //= text::split
        if (parts.size() != 2) { //= .size
            throw std::invalid_argument("no point: " + s); //= std::invalid_argument
        }
        return {std::stod(parts[0]), std::stod(parts.at(1))}; //= std::stod std::stod .at
    }

    double length() const { return std::hypot(x, y); } //= std::hypot
    Point scaled(double by) const { return Point{x * by, y * by}; }
    Point unit() const { return scaled(1 / length()); } //= scaled length
};

template <typename K, typename V> class Cache {
public:
    using Clock = std::function<long()>;

    Cache(size_t size, Clock clock) : size_(size), clock_(clock) {}

    std::optional<V> get(const K &key) {
        std::lock_guard<std::mutex> guard(mutex_);
        auto at = values_.find(key); //= .find
        if (at == values_.end()) { //= .end
            ++misses_;
            return std::nullopt;
        }
        return std::make_optional(at->second.first); //= std::make_optional
    }

    void put(const K &key, V value) {
        std::lock_guard<std::mutex> guard(mutex_);
        values_.insert_or_assign(key, std::make_pair(std::move(value), this->now())); //= .insert_or_assign std::make_pair std::move Cache.now
        while (values_.size() > size_) { //= .size
            this->drop_oldest(); //= Cache.drop_oldest
        }
    }

private:
    long now() { return clock_ ? clock_() : 0; } //= clock_

    void drop_oldest() {
        auto oldest = std::min_element(values_.begin(), values_.end(), //= std::min_element .begin .end
                                       [](const auto &a, const auto &b) { return a.second.second < b.second.second; });
        values_.erase(oldest); //= .erase
    }

    size_t size_, misses_ = 0;
    Clock clock_;
    std::mutex mutex_;
    std::unordered_map<K, std::pair<V, long>> values_;
};

class Logger {
public:
    static Logger &instance() {
        static Logger logger;
        return logger;
    }

    Logger &add(std::ostream *sink) {
        sinks_.push_back(sink); //= .push_back
        return *this;
    }

    void log(const string &message) {
        for (auto *sink : sinks_) {
            *sink << message << std::endl;
            sink->flush(); //= .flush
        }
    }

private:
    std::vector<std::ostream *> sinks_;
};

struct Node {
    int value;
    std::unique_ptr<Node> left, right;
};

std::unique_ptr<Node> insert(std::unique_ptr<Node> node, int value) {
    if (!node) {
        return std::unique_ptr<Node>(new Node{value, nullptr, nullptr}); //= std::unique_ptr Node
    }
    auto &side = value < node->value ? node->left : node->right;
    side = insert(std::move(side), value); //= insert std::move
    return node;
}

void visit(const Node *node, const std::function<void(int)> &action) {
    if (node == nullptr) {
        return;
    }
    visit(node->left.get(), action); //= visit .get
    action(node->value); //= action
    visit(node->right.get(), action); //= visit .get
}

class Graph {
public:
    void connect(int from, int to) { edges_[from].insert(to); } //= .insert

    std::vector<int> reachable(int start) const {
        std::vector<int> open(1, start), result;
        std::set<int> seen;
        while (!open.empty()) { //= .empty
            int node = open.back(); //= .back
            open.pop_back(); //= .pop_back
            if (!seen.insert(node).second) { //= .insert
                continue;
            }
            result.push_back(node); //= .push_back
            if (auto at = edges_.find(node); at != edges_.end()) { //= .find .end
                std::copy(at->second.rbegin(), at->second.rend(), std::back_inserter(open)); //= std::copy .rbegin .rend std::back_inserter
            }
        }
        return result;
    }

private:
    std::map<int, std::set<int>> edges_;
};

const std::map<string, std::function<double(double, double)>> operators = {
    {"+", [](double a, double b) { return a + b; }},
    {"*", [](double a, double b) { return a * b; }},
    {"max", [](double a, double b) { return std::max(a, b); }}, //= std::max
};

std::vector<Point> read_points(std::istream &in) {
    std::vector<Point> points;
    points.reserve(16); //= .reserve
    for (string line; std::getline(in, line);) { //= std::getline
        if (line.rfind("#", 0) != 0 && !text::trim(line).empty()) { //= .rfind text::trim .empty
            points.push_back(Point::parse(line).scaled(0.5)); //= .push_back Point::parse .scaled
        }
    }
    points.erase(std::remove_if(points.begin(), points.end(), [](const Point &p) { return p.length() == 0; }), points.end()); //= .erase std::remove_if .begin .end .length .end
    return points;
}

double evaluate(const string &expression) {
    std::vector<double> stack;
    auto pop = [&stack] {
        if (stack.empty()) { //= .empty
            throw std::logic_error("an empty stack"); //= std::logic_error
        }
        double top = stack.back(); //= .back
        stack.pop_back(); //= .pop_back
        return top;
    };
    for (const auto &token : text::split(expression, ' ')) { //= text::split
        if (auto at = operators.find(token); at != operators.end()) { //= .find .end
            double b = pop(), a = pop(); //= pop pop
            stack.push_back(at->second(a, b)); //= .push_back .second
        } else {
            stack.push_back(std::strtod(token.c_str(), nullptr)); //= .push_back std::strtod .c_str
        }
    }
    return pop(); //= pop
}

template <typename F> auto timed(const char *what, F &&work) {
    auto start = chrono::steady_clock::now(); //= std::chrono::steady_clock::now
    auto result = work(); //= work
    auto spent = chrono::duration_cast<chrono::milliseconds>(chrono::steady_clock::now() - start); //= std::chrono::duration_cast std::chrono::steady_clock::now
    Logger::instance().log(what + " took "s + to_string(spent.count()) + " ms"); //= Logger::instance .log std::to_string .count
    return result;
}

int parallel_sum(const std::vector<int> &numbers) {
    auto middle = numbers.begin() + static_cast<long>(numbers.size() / 2); //= .begin .size
    auto first = std::async(std::launch::async, [&] { return std::accumulate(numbers.begin(), middle, 0); }); //= std::async std::accumulate .begin
    int second = std::accumulate(middle, numbers.end(), 0); //= std::accumulate .end
    return first.get() + second; //= .get
}

void test_all() {
    assert(text::trim("  a b ") == "a b"); //= assert text::trim
    assert(Point::parse("3,4").length() == 5.0); //= assert Point::parse .length
    assert(std::abs(Point::parse("3,4").unit().length() - 1) < 1e-9); //= assert std::abs Point::parse .unit .length
    assert(evaluate("2 3 4 * +") == 14); //= assert evaluate

    Cache<string, int> cache(1, [] { return 0L; });
    cache.put("a", 1); //= .put
    cache.put("b", 2); //= .put
    assert(cache.get("b").value_or(0) == 2 || cache.get("a").has_value()); //= assert .get .value_or .get .has_value

    std::unique_ptr<Node> tree;
    for (int value : {2, 3, 1}) {
        tree = insert(std::move(tree), value); //= insert std::move
    }
    std::vector<string> seen;
    visit(tree.get(), [&seen](int value) { seen.push_back(to_string(value)); }); //= visit .get .push_back std::to_string
    assert(text::join(seen, ",") == "1,2,3"); //= assert text::join

    auto graph = make_unique<Graph>(); //= std::make_unique
    graph->connect(1, 2); //= .connect
    graph->connect(2, 3); //= .connect
    assert(graph->reachable(1).size() == 3); //= assert .reachable .size

    std::vector<std::unique_ptr<Shape>> shapes;
    shapes.push_back(make_unique<Circle>(2.0)); //= .push_back std::make_unique
    shapes.emplace_back(new Circle(Circle::unit())); //= .emplace_back Circle Circle::unit
    std::sort(shapes.begin(), shapes.end(), [](const auto &a, const auto &b) { return a->area() < b->area(); }); //= std::sort .begin .end .area .area
    assert(shapes.front()->describe().find("circle") == 0); //= assert .front .describe .find
}

Circle::Circle(double radius) : Shape("circle"), radius_(radius) {
    if (std::isnan(radius)) { //= std::isnan
        throw std::domain_error(describe()); //= std::domain_error describe
    }
}

int main(int argc, char **argv) {
    try {
        if (argc < 2) {
            test_all(); //= test_all
            std::printf("usage: %s FOLDER\n", argv[0]); //= std::printf
            return EXIT_SUCCESS;
        }
        Logger::instance().add(&std::cerr).log("reading"); //= Logger::instance .add .log
        auto files = timed("find", [&] { return find_files(argv[1], ".txt"); }); //= timed find_files
        for (const auto &file : files) {
            for (const auto &[word, count] : word_counts(read_file(fs::path(argv[1]) / file))) { //= word_counts read_file std::filesystem::path
                std::cout << word << ' ' << count << '\n';
            }
        }
        std::vector<int> numbers(1000);
        std::iota(numbers.begin(), numbers.end(), 1); //= std::iota .begin .end
        std::cout << std::max(parallel_sum(numbers), 0) << std::endl; //= std::max parallel_sum
        std::this_thread::sleep_for(chrono::milliseconds(1)); //= std::this_thread::sleep_for std::chrono::milliseconds
    } catch (const std::exception &error) {
        std::cerr << "error: " << error.what() << std::endl; //= .what
        return EXIT_FAILURE;
    }
    return 0;
}
