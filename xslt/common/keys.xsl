<?xml version="1.0" encoding="UTF-8"?>
<!-- The keys of register entries and the addresses that follow from them: strings alone, no TEI is read here.
     A key is the kind, a colon, and one of:
       lenin                     the xml:id of an entry in a register file; also an @key or a pointer that finds no entry
       lists/persons.xml#lenin   an entry of the same kind and id in a second register, or in a text's own header
       lenin=k3x90q              an entry in a list that a text brings along, with a checksum of its name: texts that bring along
                                 the same entry share it
       =Vladimir Ilyich          the words of a name that points nowhere
       http://viaf.org/viaf/1    an address outside the edition
       1917-10-25                the value of a date
     Every page and every worker makes the same address of a key, without knowing the other documents. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:name="https://tei-edition.org/ns/names" exclude-result-prefixes="#all" version="3.0">

  <!-- the register page of each kind; date is the chronicle -->
  <xsl:variable name="name:pages" as="map(xs:string, xs:string)" select="map{
    'person': 'persons.html', 'place': 'places.html', 'org': 'organisations.html', 'event': 'events.html',
    'work': 'works.html', 'date': 'chronicle.html'}"/>

  <!-- the kinds in the order in which registers stand -->
  <xsl:variable name="name:order" as="xs:string+" select="('person', 'place', 'org', 'event', 'work', 'date')"/>

  <!-- returns the address of the entry's place in the site, from the site's root -->
  <xsl:function name="name:page" as="xs:string?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="$name:pages(substring-before($key, ':')) ! (. || '#' || name:fragment($key))"/>
  </xsl:function>

  <!-- returns the entry's id on its page: the key itself where it is an xml:id, else readable words of it with a checksum
       of the whole, so that different keys have different ids -->
  <xsl:function name="name:fragment" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:variable name="rest" as="xs:string" select="substring-after($key, ':')"/>
    <xsl:sequence select="if (starts-with($key, 'date:')) then name:date-fragment($rest)
      else if (matches($rest, '^[\i-[:]][\c-[:]]*$')) then $rest
      else name:slug(name:words-of($rest)) || '-' || name:checksum($rest)"/>
  </xsl:function>

  <!-- d1917-10-25, d1926_1927, dn1921-02..1921-03; what anyone else wrote as a date gets a checksum -->
  <xsl:function name="name:date-fragment" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="if (matches($value, '^[\[\]0-9T:.+/Z-]+$')) then 'd' || translate($value, '[:+/]', 'n.p_')
      else 'd-' || name:checksum($value)"/>
  </xsl:function>

  <!-- returns the part of a key that a reader can make something of -->
  <xsl:function name="name:words-of" as="xs:string">
    <xsl:param name="rest" as="xs:string"/>
    <xsl:sequence select="if (starts-with($rest, '=')) then substring($rest, 2)
      else if (matches($rest, '^[\i-[:]][\c-[:]]*=')) then substring-before($rest, '=')
      else (tokenize($rest, '[/#?]')[normalize-space()][last()], $rest)[1]"/>
  </xsl:function>

  <xsl:function name="name:slug" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="kept" as="xs:string" select="substring(replace(replace($words, '[^\p{L}\p{M}\p{Nd}]+', '-'), '^[^\p{L}]+', ''), 1, 40)"/>
    <xsl:sequence select="(replace($kept, '-+$', '')[. ne ''], 'entry')[1]"/>
  </xsl:function>

  <!-- returns six characters that stand for a text -->
  <xsl:function name="name:checksum" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="sum" as="xs:integer" select="fold-left(string-to-codepoints($text), 7,
      function($sum as xs:integer, $next as xs:integer) as xs:integer { ($sum * 131 + $next) mod 2176782336 })"/>
    <xsl:sequence select="string-join(for $place in (1, 36, 1296, 46656, 1679616, 60466176) return substring('0123456789abcdefghijklmnopqrstuvwxyz',
      (($sum idiv $place) mod 36) + 1, 1))"/>
  </xsl:function>

</xsl:stylesheet>
