<?xml version="1.0" encoding="UTF-8"?>
<!-- Words of the interface and of the apparatus, by key, in the language of the edition.
     A word missing in every locale shows as its key in brackets, so that it is seen.
     A locale file is <locale xml:lang="en"><text key="contents">Contents</text> …</locale>; {1} {2} stand for arguments. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:loc="https://tei-edition.org/ns/locale" exclude-result-prefixes="#all" version="3.0">

  <xsl:key name="loc:by-key" match="text[@key]" use="@key"/>

  <xsl:variable name="loc:words" as="map(xs:string, xs:string)" select="map:merge($locales//text[@key] ! map{ string(@key): string() }, map{ 'duplicates': 'use-first' })"/>

  <!-- returns the words for a key -->
  <xsl:function name="loc:text" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="loc:text($key, ())"/>
  </xsl:function>

  <!-- returns the words for a key with {1}, {2} … replaced -->
  <xsl:function name="loc:text" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="arguments" as="xs:string*"/>
    <xsl:variable name="words" as="xs:string" select="($loc:words($key), '[' || $key || ']')[1]"/>
    <xsl:sequence select="if (empty($arguments)) then $words else if (count($arguments) eq 1) then loc:filled($words, '{1}', $arguments)
      else fold-left(1 to count($arguments), $words, function($text as xs:string, $n as xs:integer) as xs:string {
        loc:filled($text, '{' || $n || '}', $arguments[$n]) })"/>
  </xsl:function>

  <!-- returns a text with an argument in its places; a page asks for so many words that a regular expression would cost too much -->
  <xsl:function name="loc:filled" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="place" as="xs:string"/>
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="if (contains($text, $place))
      then substring-before($text, $place) || $words || loc:filled(substring-after($text, $place), $place, $words) else $text"/>
  </xsl:function>

</xsl:stylesheet>
