#include <fstream>
#include <map>
#include <stdexcept>
#include <string>

namespace ringcpp {

namespace {

std::string trim(const std::string &text) {
    const auto from = text.find_first_not_of(" \t\r\n");
    if (from == std::string::npos) {
        return std::string();
    }
    const auto to = text.find_last_not_of(" \t\r\n");
    return text.substr(from, to - from + 1);
}

} // namespace

std::map<std::string, std::string> read_settings(const std::string &path) {
    std::ifstream in(path);
    if (!in) {
        throw std::runtime_error("cannot open " + path);
    }
    std::map<std::string, std::string> settings;
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        line = trim(line.substr(0, line.find('#')));
        if (line.empty()) {
            continue;
        }
        const auto at = line.find('=');
        if (at == std::string::npos) {
            throw std::runtime_error(path + ":" + std::to_string(number) + ": expected key = value");
        }
        settings[trim(line.substr(0, at))] = trim(line.substr(at + 1));
    }
    return settings;
}

long size_of(const std::map<std::string, std::string> &settings, const std::string &key, long fallback) {
    const auto at = settings.find(key);
    return at == settings.end() ? fallback : std::stol(at->second);
}

} // namespace ringcpp
