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
    <xsl:sequence select="if (empty($arguments)) then $words else fold-left(1 to count($arguments), $words,
      function($text as xs:string, $n as xs:integer) as xs:string { replace($text, '{' || $n || '}', $arguments[$n], 'q') })"/>
  </xsl:function>

</xsl:stylesheet>
