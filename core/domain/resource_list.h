// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace copper {

// One link of a device's /.well-known/core (RFC 6690), target resolved against the device.
struct ResourceLink
{
    QString path;                            // "/sensors/temp", percent-decoded for display
    QString href;                            // as sent, absolute targets included
    QString rt, interfaceDescription, title; // rt and if keep their space-separated lists
    std::vector<std::uint32_t> contentFormats;
    bool observable = false;
    std::optional<std::uint64_t> size;
    // All attributes in order, the above included; the value is null for a flag like obs.
    std::vector<std::pair<QString, QString>> attributes;
    bool operator==(const ResourceLink &) const = default;
};

// The links of one device, packed: each text once, as UTF-8 in one buffer, and a small record a
// link. A million links are kept as some hundred octets each, where a ResourceLink takes a
// kilobyte. Immutable and shared: a copy costs a pointer and may be read in any thread.
class ResourceList
{
public:
    static constexpr std::size_t kMaxAttributes = 0x7fff;    // of one link; more are not kept
    static constexpr std::size_t kMaxText_bytes = 1U << 30U; // of all; what comes after is empty

    using TextId = std::uint32_t;
    // What a filter looks at. Equal texts have equal ids.
    struct Texts
    {
        TextId path, rt, interfaceDescription, title;
    };

    // Makes each link when it is asked for.
    class const_iterator
    {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = ResourceLink;
        using difference_type = std::ptrdiff_t;
        using pointer = void;
        using reference = ResourceLink;
        const_iterator(const ResourceList &list, std::size_t at) : m_list(&list), m_at(at) {}
        ResourceLink operator*() const { return (*m_list)[m_at]; }
        const_iterator &operator++()
        {
            ++m_at;
            return *this;
        }
        bool operator==(const const_iterator &other) const { return m_at == other.m_at; }

    private:
        const ResourceList *m_list;
        std::size_t m_at;
    };

    ResourceList() = default;
    // Implicit: a list is what the links are, in another form.
    ResourceList(const std::vector<ResourceLink> &links);
    ResourceList(std::initializer_list<ResourceLink> links);

    std::size_t size() const;
    bool empty() const { return size() == 0; }
    // index < size().
    ResourceLink operator[](std::size_t index) const;
    ResourceLink front() const { return (*this)[0]; }
    ResourceLink back() const { return (*this)[size() - 1]; }
    const_iterator begin() const { return {*this, 0}; }
    const_iterator end() const { return {*this, size()}; }
    std::vector<ResourceLink> all() const;
    // The first `count` of them.
    ResourceList first(std::size_t count) const;

    // Single fields without making the link.
    Texts texts(std::size_t index) const;
    TextId hrefId(std::size_t index) const;
    QString path(std::size_t index) const;
    QString href(std::size_t index) const; // the path where it was not sent
    QString rt(std::size_t index) const;
    QString interfaceDescription(std::size_t index) const;
    QString title(std::size_t index) const;
    std::span<const std::uint32_t> contentFormats(std::size_t index) const;
    bool observable(std::size_t index) const;
    std::optional<std::uint64_t> sizeHint(std::size_t index) const; // sz

    // Every text there is once, by id: 0 is the empty one.
    std::size_t textCount() const;
    // UTF-8; valid while a copy of this list lives.
    std::string_view text(TextId id) const;
    // Some link names its target with "scheme://host".
    bool hasAbsoluteTargets() const;
    std::size_t memory_bytes() const;

    bool operator==(const ResourceList &other) const;

private:
    struct Data;
    struct Builder;
    explicit ResourceList(std::span<const ResourceLink> links);
    std::shared_ptr<const Data> m_data; // null: empty
};

} // namespace copper
